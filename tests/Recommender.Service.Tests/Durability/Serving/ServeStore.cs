using Dapper;
using Microsoft.Data.Sqlite;
using Recommender.Service.Storage;

namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>Reads the store of a killed server.</summary>
internal static class ServeStore
{
    private static readonly (string, string)[] Faults =
    [
        ("rows of a missing parent", "select count(*) from pragma_foreign_key_check"),
        ("articles without a text",
            "select count(*) from article a where not exists (select 1 from article_body b where b.site = a.site and b.key = a.key)"),
        ("articles that search does not know",
            "select count(*) from article a where not exists (select 1 from search_row s where s.site = a.site and s.key = a.key)"),
        ("sites at another revision than their articles",
            "select count(*) from site s where revision <> (select coalesce(max(revision), 0) from article where site = s.name)"),
        ("sites at another revision than their rules",
            """
            select count(*) from site s where rule_revision <> (select count(*) from rule_change where site = s.name)
                or rule_revision <> (select coalesce(max(revision), 0) from rule_change where site = s.name)
            """),
        ("rules that differ from the end of their history",
            """
            select count(*) from rule r where not exists (select 1 from rule_change c where c.site = r.site and c.rule = r.id
                and c.version = r.version and c.became = r.body and c.revision = r.revision)
            """),
        ("gaps in the history of rules",
            """
            select count(*) from rule r
            where r.version <> (select count(*) from rule_change c where c.site = r.site and c.rule = r.id)
            """),
        ("changes that do not begin where the one before ended",
            """
            select count(*) from rule_change c
            join rule_change b on b.site = c.site and b.rule = c.rule and b.version = c.version - 1
            where b.became <> c.was
            """),
        ("changes that concern nothing",
            """
            select count(*) from rule_change c
            where not exists (select 1 from rule_concern n where n.site = c.site and n.revision = c.revision)
            """),
    ];

    /// <summary>All sums of impressions and clicks, and under an empty name what was not counted.</summary>
    public static async Task<Dictionary<string, long>> CountsAsync(string data)
    {
        await using var connection = new SqliteConnection($"Data Source={Database.FileIn(data)};Mode=ReadOnly;Pooling=False");
        var rows = await connection.QueryAsync<(string Page, int Slot, string Article, long Impressions, long Clicks)>(
            "select page, slot, article, sum(impressions), sum(clicks) from click_count group by page, slot, article");
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (page, slot, article, impressions, clicks) in rows)
        {
            counts[ReaderClient.NameOf("seen", page, slot, article)] = impressions;
            counts[ReaderClient.NameOf("clicked", page, slot, article)] = clicks;
        }

        counts["not counted"] = await connection.ExecuteScalarAsync<long>("select coalesce(sum(count), 0) from click_dropped");
        return counts;
    }

    /// <summary>
    /// Writes pages into the log of a served store, without changing anything, so that the server soon copies it into the file.
    /// </summary>
    /// <param name="isEnough">Asked between two transactions.</param>
    public static async Task FillLogAsync(string data, Func<bool> isEnough)
    {
        await using var connection = new SqliteConnection($"Data Source={Database.FileIn(data)};Pooling=False");
        await connection.OpenAsync();
        // The files must stay as the server leaves them.
        SQLitePCL.raw.sqlite3_db_config(connection.Handle!, SQLitePCL.raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
        await connection.ExecuteAsync("pragma busy_timeout = 30000; pragma synchronous = off; pragma wal_autocheckpoint = 0");
        while (!isEnough())
        {
            await connection.ExecuteAsync("update article_body set text = text where length(text) > 100000");
            // Otherwise it would get the lock again before the server.
            await Task.Delay(50);
        }
    }

    /// <summary>Checks the files as the kill left them: integrity, and that rows belong together.</summary>
    /// <returns>What is wrong.</returns>
    public static async Task<IReadOnlyList<string>> FaultsAsync(string data)
    {
        using var copy = new StoreCopy(data);
        await using var connection = await copy.Database.ConnectAsync();
        await connection.ExecuteAsync("insert into article_search (article_search) values ('integrity-check')");
        var faults = new List<string>();
        foreach (var (fault, query) in Faults)
        {
            var found = await connection.ExecuteScalarAsync<long>(query);
            faults.AddRange(found == 0 ? [] : [$"{fault}: {found}"]);
        }

        var integrity = await connection.ExecuteScalarAsync<string>("pragma integrity_check");
        return integrity == "ok" ? faults : [.. faults, $"integrity_check: {integrity}"];
    }
}

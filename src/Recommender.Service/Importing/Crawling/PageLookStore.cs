using System.Text.Json;
using Dapper;
using Recommender.Service.Importing.Fetching;
using Recommender.Service.Storage;

namespace Recommender.Service.Importing.Crawling;

/// <summary>Stores the last look at each page of the sites that are read page by page.</summary>
public sealed class PageLookStore(Database database, TimeProvider clock)
{
    /// <summary>All looks of a site, by <see cref="FetchStateStore.KeyOf"/> of their address.</summary>
    internal async Task<Dictionary<string, PageLook>> ReadAsync(string site, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var rows = await connection.QueryAsync<Row>(
            "select url, lastmod, facts, reason, source_id as SourceId, teaser, fetched from page_look where site = @site", new { site });
        var looks = new Dictionary<string, PageLook>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            looks[row.Url] = new PageLook(row.Url)
            {
                LastModified = row.Lastmod, Facts = FactsOf(row.Facts), Reason = row.Reason, SourceId = row.SourceId, Teaser = row.Teaser,
                Fetched = DateTimeOffset.Parse(row.Fetched, System.Globalization.CultureInfo.InvariantCulture),
            };
        }

        return looks;
    }

    /// <summary>Stores looks. Call it only after the pages' articles are stored.</summary>
    internal Task SaveAsync(string site, IEnumerable<PageLook> looks, CancellationToken cancel) =>
        database.WriteAsync((connection, transaction) => connection.ExecuteAsync(
            """
            insert into page_look (site, url, lastmod, facts, reason, source_id, teaser, fetched)
            values (@site, @url, @LastModified, @facts, @Reason, @SourceId, @Teaser, @now)
            on conflict (site, url) do update set lastmod = excluded.lastmod, facts = excluded.facts, reason = excluded.reason,
                source_id = excluded.source_id, teaser = excluded.teaser, fetched = excluded.fetched
            """,
            looks.Select(look => new
            {
                site, url = FetchStateStore.KeyOf(look.Url), look.LastModified, look.Reason, look.SourceId, look.Teaser,
                facts = look.Facts is null ? null : StoredJson.Write(look.Facts),
                now = clock.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            }), transaction), cancel);

    /// <summary>The articles that a source has brought, withdrawn ones as well.</summary>
    internal async Task<IReadOnlyList<KnownArticle>> ArticlesAsync(string site, string source, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var rows = await connection.QueryAsync<(string SourceId, string? UrlKey, string? Withdrawn)>(
            """
            select a.source_id, a.url_key, a.withdrawn from article_source s join article a on a.site = s.site and a.key = s.key
            where s.site = @site and s.source = @source order by a.imported, a.key
            """,
            new { site, source });
        return [.. rows.Select(row => new KnownArticle(row.SourceId, row.UrlKey, row.Withdrawn is null))];
    }

    // A page whose facts cannot be read is read again.
    private static PageFacts? FactsOf(string? json)
    {
        try
        {
            return json is null ? null : StoredJson.Read<PageFacts>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Row(
        string Url, string? Lastmod, string? Facts, string? Reason, string? SourceId, string? Teaser, string Fetched);
}

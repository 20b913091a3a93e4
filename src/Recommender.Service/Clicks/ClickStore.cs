using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Options;
using Recommender.Service.Blocks;
using Recommender.Service.Storage;

namespace Recommender.Service.Clicks;

/// <summary>Stores the sums of impressions and clicks.</summary>
public sealed class ClickStore(Database database, IOptions<ClickOptions> options)
{
    private const string Key = "site = @site and day = @day and page = @page and article = @article and slot = @slot and model = @model "
        + "and source = @source";

    private const string Open =
        """
        insert into click_count (site, day, page, article, slot, model, source, impressions, clicks)
        values (@site, @day, @page, @article, @slot, @model, @source, @impressions, @clicks)
        """;

    private const string AddToKnown = $"update click_count set impressions = impressions + @impressions, clicks = clicks + @clicks where "
        + $"{Key}";

    private const string OfPage = "select count(*) from click_count where site = @site and day = @day and page = @page";

    private const string AddDropped =
        """
        insert into click_dropped (site, day, reason, count) values (@site, @day, @reason, @count)
        on conflict (site, day, reason) do update set count = click_dropped.count + excluded.count
        """;

    /// <summary>
    /// Adds counts to the stored sums in one transaction. Known rows are always added to. A page that has its maximum of rows on a day gets
    /// no new ones, nor does a client that has opened its own; no other page and client is concerned. Rejected counts are counted as
    /// dropped.
    /// </summary>
    public Task AddAsync(WaitingCounts counts, CancellationToken cancel = default) => counts.IsEmpty ? Task.CompletedTask
        : database.WriteAsync(
        async (connection, transaction) =>
        {
            var dropped = new Dictionary<(string Site, DateOnly Day, DropReason Reason), long>(counts.Dropped);
            foreach (var day in counts.Counts.Concat(counts.OnlyKnown).GroupBy(count => (count.Key.Site, count.Key.Day)))
            {
                dropped.TryGetValue((day.Key.Site, day.Key.Day, DropReason.Full), out var before);
                if (await AddDayAsync(connection, transaction, day.Key.Site, day.Key.Day, day, counts) is > 0 and var full)
                {
                    dropped[(day.Key.Site, day.Key.Day, DropReason.Full)] = before + full;
                }
            }

            await connection.ExecuteAsync(AddDropped, dropped.Select(drop => new
            {
                site = drop.Key.Site, day = SiteDay.ToText(drop.Key.Day), reason = EnumWords.Of(drop.Key.Reason), count = drop.Value,
            }), transaction);
            return true;
        }, cancel);

    /// <summary>Streams the sums from one day on, in no particular order.</summary>
    public async IAsyncEnumerable<(ClickKey Key, ClickCount Count)> ReadAsync(
        string site, DateOnly from, DateOnly to,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var rows = connection.QueryUnbufferedAsync<(
            string Day, string Page, string Article, int Slot, string Model, string Source, long Impressions, long Clicks)>(
            "select day, page, article, slot, model, source, impressions, clicks from click_count where site = @site and day "
            + "between @from and @to",
            new { site, from = SiteDay.ToText(from), to = SiteDay.ToText(to) });
        await foreach (var row in rows.WithCancellation(cancel))
        {
            yield return (
                new ClickKey(
                    site, SiteDay.Parse(row.Day), row.Page, row.Article, row.Slot, row.Model, EnumWords.Read<BlockSource>(row.Source)),
                new ClickCount(row.Impressions, row.Clicks));
        }
    }

    /// <summary>What was not counted from one day on, by reason.</summary>
    public async Task<IReadOnlyDictionary<DropReason, long>> DroppedAsync(
        string site, DateOnly from, DateOnly to, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var rows = await connection.QueryAsync<(string Reason, long Count)>(
            "select reason, sum(count) from click_dropped where site = @site and day between @from and @to group by reason",
            new { site, from = SiteDay.ToText(from), to = SiteDay.ToText(to) });
        return rows.ToDictionary(row => EnumWords.Read<DropReason>(row.Reason), row => row.Count);
    }

    /// <summary>Deletes counts older than the site's retention.</summary>
    /// <param name="first">The first day to keep.</param>
    public Task CleanAsync(string site, DateOnly first, CancellationToken cancel = default) => database.WriteAsync(
        async (connection, transaction) =>
        {
            var days = new { site, first = SiteDay.ToText(first) };
            await connection.ExecuteAsync("delete from click_count where site = @site and day < @first", days, transaction);
            return await connection.ExecuteAsync("delete from click_dropped where site = @site and day < @first", days, transaction);
        }, cancel);

    /// <returns>Impressions and clicks for which there was no row and no room for one.</returns>
    private async Task<long> AddDayAsync(
        DbConnection connection, DbTransaction transaction, string site, DateOnly day,
        IEnumerable<KeyValuePair<ClickKey, ClickCount>> counts, WaitingCounts all)
    {
        var (rowsOf, dropped) = (new Dictionary<string, long>(StringComparer.Ordinal), 0L);
        foreach (var (key, count) in counts)
        {
            var row = new
            {
                site, day = SiteDay.ToText(day), page = key.Page, article = key.Article, slot = key.Slot, model = key.Model,
                source = EnumWords.Of(key.Source), impressions = count.Impressions, clicks = count.Clicks,
            };
            if (await connection.ExecuteAsync(AddToKnown, row, transaction) > 0)
            {
                continue;
            }

            if (!rowsOf.TryGetValue(key.Page, out var rows))
            {
                rows = await connection.ExecuteScalarAsync<long>(OfPage, row, transaction);
            }

            if (rows < options.Value.MaxPerPage && MayOpen(key))
            {
                await connection.ExecuteAsync(Open, row, transaction);
                rows++;
            }
            else
            {
                dropped += count.Impressions + count.Clicks;
            }

            rowsOf[key.Page] = rows;
        }

        return dropped;

        bool MayOpen(ClickKey key) => all.Counts.ContainsKey(key)
            && (all.Rows is null || !all.Openers.TryGetValue(key, out var client) || all.Rows.Open(day, client));
    }
}

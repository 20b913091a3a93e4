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

    private const string Add =
        """
        insert into click_count (site, day, page, article, slot, model, source, impressions, clicks)
        values (@site, @day, @page, @article, @slot, @model, @source, @impressions, @clicks)
        on conflict (site, day, page, article, slot, model, source)
        do update set impressions = click_count.impressions + excluded.impressions, clicks = click_count.clicks + excluded.clicks
        """;

    private const string AddToKnown = $"update click_count set impressions = impressions + @impressions, clicks = clicks + @clicks where "
        + $"{Key}";

    private const string AddDropped =
        """
        insert into click_dropped (site, day, reason, count) values (@site, @day, @reason, @count)
        on conflict (site, day, reason) do update set count = click_dropped.count + excluded.count
        """;

    /// <summary>
    /// Adds counts to the stored sums in one transaction. A site's day that already has its maximum of distinct counts takes no new ones;
    /// it may exceed the maximum once by what was waiting in memory. Rejected counts are counted as dropped.
    /// </summary>
    public Task AddAsync(WaitingCounts counts, CancellationToken cancel = default) => counts.IsEmpty ? Task.CompletedTask
        : database.WriteAsync(
        async (connection, transaction) =>
        {
            var dropped = new Dictionary<(string Site, DateOnly Day, DropReason Reason), long>(counts.Dropped);
            foreach (var day in counts.Counts.GroupBy(count => (count.Key.Site, count.Key.Day)))
            {
                dropped.TryGetValue((day.Key.Site, day.Key.Day, DropReason.Full), out var before);
                if (await AddDayAsync(connection, transaction, day.Key.Site, day.Key.Day, day) is > 0 and var full)
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
        string site, DateOnly from, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var rows = connection.QueryUnbufferedAsync<(
            string Day, string Page, string Article, int Slot, string Model, string Source, long Impressions, long Clicks)>(
            "select day, page, article, slot, model, source, impressions, clicks from click_count where site = @site and day >= @from",
            new { site, from = SiteDay.ToText(from) });
        await foreach (var row in rows.WithCancellation(cancel))
        {
            yield return (
                new ClickKey(
                    site, SiteDay.Parse(row.Day), row.Page, row.Article, row.Slot, row.Model, EnumWords.Read<BlockSource>(row.Source)),
                new ClickCount(row.Impressions, row.Clicks));
        }
    }

    /// <summary>What was not counted from one day on, by reason.</summary>
    public async Task<IReadOnlyDictionary<DropReason, long>> DroppedAsync(string site, DateOnly from, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var rows = await connection.QueryAsync<(string Reason, long Count)>(
            "select reason, sum(count) from click_dropped where site = @site and day >= @from group by reason",
            new { site, from = SiteDay.ToText(from) });
        return rows.ToDictionary(row => EnumWords.Read<DropReason>(row.Reason), row => row.Count);
    }

    /// <summary>
    /// The most-read pages from one day on, most-read first. The reads of a page are the impressions of the most-seen slot of its block:
    /// that many readers got that far.
    /// </summary>
    public async Task<IReadOnlyList<(string Page, long Reads)>> MostReadAsync(
        string site, DateOnly from, int limit, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return [.. await connection.QueryAsync<(string Page, long Reads)>(
            """
            select page, max(seen) as reads from
              (select page, slot, sum(impressions) as seen from click_count where site = @site and day >= @from group by page, slot) s
            group by page order by reads desc, page limit @limit
            """, new { site, from = SiteDay.ToText(from), limit })];
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

    private async Task<long> AddDayAsync(
        DbConnection connection, DbTransaction transaction, string site, DateOnly day,
        IEnumerable<KeyValuePair<ClickKey, ClickCount>> counts)
    {
        var there = await connection.ExecuteScalarAsync<long>(
            "select count(*) from click_count where site = @site and day = @day", new { site, day = SiteDay.ToText(day) }, transaction);
        var rows = counts.Select(count => new
        {
            site, day = SiteDay.ToText(day), page = count.Key.Page, article = count.Key.Article, slot = count.Key.Slot,
            model = count.Key.Model,
            source = EnumWords.Of(count.Key.Source), impressions = count.Value.Impressions, clicks = count.Value.Clicks,
        }).ToList();
        if (there < options.Value.MaxPerDay)
        {
            await connection.ExecuteAsync(Add, rows, transaction);
            return 0;
        }

        var dropped = 0L;
        foreach (var row in rows)
        {
            dropped += await connection.ExecuteAsync(AddToKnown, row, transaction) == 0 ? row.impressions + row.clicks : 0;
        }

        return dropped;
    }
}

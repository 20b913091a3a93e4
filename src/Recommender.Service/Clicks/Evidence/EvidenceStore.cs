using Dapper;
using Microsoft.Extensions.Options;
using Recommender.Service.Storage;

namespace Recommender.Service.Clicks.Evidence;

/// <summary>Stores how many different clients of a day stand behind what readers did.</summary>
public sealed class EvidenceStore(Database database, IOptions<ClickOptions> options)
{
    // A client that comes again after a restart counts anew, so the process that saw most clients of the day has the last word.
    private const string Put =
        """
        insert into click_evidence (site, day, about, subject, slot, seen, clicked)
        values (@site, @day, @about, @subject, @slot, @seen, @clicked)
        on conflict (site, day, about, subject, slot) do update set
            seen = case when excluded.seen > click_evidence.seen then excluded.seen else click_evidence.seen end,
            clicked = case when excluded.clicked > click_evidence.clicked then excluded.clicked else click_evidence.clicked end
        """;

    /// <summary>Writes sums since the day or the process began. Writing them again changes nothing.</summary>
    internal Task WriteAsync(IReadOnlyList<EvidenceRow> rows, CancellationToken cancel = default) => rows.Count == 0 ? Task.CompletedTask
        : database.WriteAsync((connection, transaction) => connection.ExecuteAsync(Put, rows.Select(row => new
        {
            site = row.Key.Site, day = SiteDay.ToText(row.Day), about = EnumWords.Of(row.Key.About), subject = row.Key.Subject,
            slot = row.Key.Slot, seen = row.Count.Seen, clicked = row.Count.Clicked,
        }), transaction), cancel);

    /// <summary>The evidence about slots and pins of some days.</summary>
    /// <param name="to">The last day: later ones are of a clock that was wrong.</param>
    internal async Task<IReadOnlyList<EvidenceRow>> OfPinsAsync(
        string site, DateOnly from, DateOnly to, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var rows = await connection.QueryAsync<(string Day, string About, string Subject, int Slot, long Seen, long Clicked)>(
            """
            select day, about, subject, slot, seen, clicked from click_evidence
            where site = @site and day between @from and @to and about in ('slot', 'pin', 'rest')
            """, new { site, from = SiteDay.ToText(from), to = SiteDay.ToText(to) });
        return
        [
            .. rows.Select(row => new EvidenceRow(
                SiteDay.Parse(row.Day), new EvidenceKey(site, EnumWords.Read<EvidenceAbout>(row.About), row.Subject, row.Slot),
                new EvidenceCount(row.Seen, row.Clicked))),
        ];
    }

    /// <summary>
    /// The most-read pages of some days, most-read first. A page is read by the clients that saw its block, each once a day; it counts
    /// if <see cref="ClickOptions.ManyClients"/> read it on one day.
    /// </summary>
    public async Task<IReadOnlyList<(string Page, long Reads)>> MostReadAsync(
        string site, DateOnly from, DateOnly to, int limit, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return [.. await connection.QueryAsync<(string Page, long Reads)>(
            """
            select subject as page, sum(seen) as reads from click_evidence where site = @site and day between @from and @to
                and about = 'page'
            group by subject having max(seen) >= @many order by reads desc, subject limit @limit
            """, new { site, from = SiteDay.ToText(from), to = SiteDay.ToText(to), limit, many = options.Value.ManyClients })];
    }

    /// <summary>The largest number of different clients of one day, of some days.</summary>
    public async Task<long> MostClientsAsync(string site, DateOnly from, DateOnly to, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.ExecuteScalarAsync<long>(
            "select coalesce(max(seen), 0) from click_evidence where site = @site and day between @from and @to and about = 'site'",
            new { site, from = SiteDay.ToText(from), to = SiteDay.ToText(to) });
    }

    /// <summary>Deletes evidence older than the site's retention.</summary>
    /// <param name="first">The first day to keep.</param>
    public Task CleanAsync(string site, DateOnly first, CancellationToken cancel = default) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            "delete from click_evidence where site = @site and day < @first", new { site, first = SiteDay.ToText(first) }, transaction),
        cancel);
}

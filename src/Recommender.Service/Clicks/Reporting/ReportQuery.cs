using Microsoft.Extensions.Options;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Clicks.Evidence;

namespace Recommender.Service.Clicks.Reporting;

/// <summary>Builds reports from the stored counts.</summary>
public sealed class ReportQuery(
    ClickStore store, EvidenceStore evidence, SiteBlockOptions settings, IOptions<ClickOptions> options, TimeProvider clock)
{
    public const int DefaultDays = 28;
    public const int MaxDays = 3650;

    private const int Shown = 10;

    /// <param name="days">Number of days, including today.</param>
    public async Task<ClickReport> ReadAsync(SiteSnapshot snapshot, int days, CancellationToken cancel = default)
    {
        var zone = settings.Of(snapshot.Site).TimeZone;
        var today = SiteDay.Of(clock.GetUtcNow(), zone);
        var from = today.AddDays(1 - days);
        var tally = new ClickTally(snapshot.Articles, zone);
        await foreach (var (key, count) in store.ReadAsync(snapshot.Site, from, today, cancel))
        {
            tally.Add(key, count);
        }

        var pairs = tally.Pairs().ToList();
        return new ClickReport
        {
            Site = snapshot.Site, From = from, To = today, TimeZone = zone.Id, Total = tally.Total, Slots = tally.Slots,
            Sources = tally.Sources,
            Sections = tally.Sections, Ages = tally.Ages, Models = tally.Models,
            // By the nearer end of the interval: sorted by rate alone, rarely seen pairs would be at both ends of the list by chance.
            Top = [.. pairs.Where(pair => pair.Corrected!.Value.Low > 1).OrderByDescending(pair => pair.Corrected!.Value.Low).ThenBy(Order)
                .Take(Shown)],
            Flop = [.. pairs.Where(pair => pair.Corrected!.Value.High < 1).OrderBy(pair => pair.Corrected!.Value.High).ThenBy(Order)
                .Take(Shown)],
            Clients = await evidence.MostClientsAsync(snapshot.Site, from, today, cancel), ManyClients = options.Value.ManyClients,
            Dropped = DroppedCounts.Of(await store.DroppedAsync(snapshot.Site, from, today, cancel)),
        };
    }

    private static (string Page, string Article) Order(PairFigures pair) => (pair.Page, pair.Article);
}

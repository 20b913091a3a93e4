using Microsoft.Extensions.Options;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Clicks.Evidence;
using Recommender.Service.Clicks.Retiring;
using Recommender.Service.Workers;

namespace Recommender.Service.Clicks;

/// <summary>Regular maintenance of click counts: deletes counts past their retention and retires pins with too few clicks.</summary>
public sealed class ClickRetention(
    ClickStore store, EvidenceStore evidence, PinRetirement retirement, SiteSnapshots snapshots, SiteBlockOptions settings,
    IOptions<ClickOptions> options, TimeProvider clock, ILogger<ClickRetention> log)
{
    /// <summary>Runs for every site. A failure at one site is logged and does not affect the others.</summary>
    public async Task RunAsync(CancellationToken cancel = default)
    {
        foreach (var snapshot in snapshots.All)
        {
            await Guarded.TryAsync(log, $"{snapshot.Site}: maintaining its click counts", stop => RunAsync(snapshot, stop), cancel);
        }
    }

    private async Task RunAsync(SiteSnapshot snapshot, CancellationToken cancel)
    {
        var today = SiteDay.Of(clock.GetUtcNow(), settings.Of(snapshot.Site).TimeZone);
        var first = today.AddDays(1 - options.Value.KeepDays);
        await store.CleanAsync(snapshot.Site, first, cancel);
        await evidence.CleanAsync(snapshot.Site, first, cancel);
        await retirement.RunAsync(snapshot, cancel);
    }
}

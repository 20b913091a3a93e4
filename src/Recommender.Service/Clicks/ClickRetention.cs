using Microsoft.Extensions.Options;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Clicks.Retiring;
using Recommender.Service.Workers;

namespace Recommender.Service.Clicks;

/// <summary>What follows from counts once in a while: old ones go, and pins that are clicked too seldom retire.</summary>
public sealed class ClickRetention(
    ClickStore store, PinRetirement retirement, SiteSnapshots snapshots, SiteBlockOptions settings,
    IOptions<ClickOptions> options, TimeProvider clock, ILogger<ClickRetention> log)
{
    /// <summary>Looks after every site; one where that fails is logged and keeps no other from its turn.</summary>
    public async Task RunAsync(CancellationToken cancel = default)
    {
        foreach (var snapshot in snapshots.All)
        {
            await Guarded.TryAsync(log, $"{snapshot.Site}: looking after its click counts", stop => RunAsync(snapshot, stop), cancel);
        }
    }

    private async Task RunAsync(SiteSnapshot snapshot, CancellationToken cancel)
    {
        var today = SiteDay.Of(clock.GetUtcNow(), settings.Of(snapshot.Site).TimeZone);
        await store.CleanAsync(snapshot.Site, today.AddDays(1 - options.Value.KeepDays), cancel);
        await retirement.RunAsync(snapshot, cancel);
    }
}

using Microsoft.Extensions.Options;
using Recommender.Service.Clicks.Retiring;
using Recommender.Service.Related;

namespace Recommender.Service.Clicks;

/// <summary>What follows from counts once in a while: old ones go, and pins that are clicked too seldom retire.</summary>
public sealed class ClickCare(
    ClickStore store, PinRetirement retirement, SiteSnapshots snapshots, SiteBlocks settings, IOptions<ClickOptions> options, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken cancel = default)
    {
        foreach (var snapshot in snapshots.All)
        {
            var today = SiteDay.Of(clock.GetUtcNow(), settings.Of(snapshot.Site).TimeZone);
            await store.CleanAsync(snapshot.Site, today.AddDays(1 - options.Value.KeepDays), cancel);
            await retirement.RunAsync(snapshot, cancel);
        }
    }
}

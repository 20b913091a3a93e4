using Microsoft.Extensions.Options;
using Recommender.Service.Related;

namespace Recommender.Service.Clicks;

/// <summary>What follows from counts once in a while: old ones go.</summary>
public sealed class ClickCare(ClickStore store, SiteSnapshots snapshots, SiteBlocks settings, IOptions<ClickOptions> options, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken cancel = default)
    {
        foreach (var snapshot in snapshots.All)
        {
            var today = SiteDay.Of(clock.GetUtcNow(), settings.Of(snapshot.Site).TimeZone);
            await store.CleanAsync(snapshot.Site, today.AddDays(1 - options.Value.KeepDays), cancel);
        }
    }
}

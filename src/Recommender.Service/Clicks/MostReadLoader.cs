using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Clicks;

/// <summary>Brings what is read most into the served snapshots of the sites whose blocks are filled up with it.</summary>
public sealed class MostReadLoader(MostRead mostRead, SiteBlockOptions settings, SiteSnapshots snapshots)
{
    /// <summary>Reads the store no more often than <see cref="MostRead"/> does.</summary>
    /// <param name="site">A site that is served.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task RefreshAsync(string site, CancellationToken cancel = default)
    {
        if (settings.Of(site).Fallback != FallbackOrder.MostRead)
        {
            return;
        }

        var served = snapshots.Find(site)!;
        var pages = await mostRead.OfAsync(served, cancel);
        snapshots.Swap(site, now =>
        {
            var cards = pages.Select(page => now!.Articles.FindByKey(page.Page)).Where(card => card >= 0).ToArray();
            return cards.AsSpan().SequenceEqual(now!.MostRead.AsSpan()) ? null : now.WithMostRead([.. cards]);
        });
    }
}

using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Clicks;

/// <summary>Adds the most-read articles to the snapshots of sites whose blocks are filled with them.</summary>
public sealed class MostReadLoader(MostRead mostRead, SiteBlockOptions settings, SiteSnapshots snapshots)
{
    /// <summary>Reads the store no more often than <see cref="MostRead"/> does.</summary>
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

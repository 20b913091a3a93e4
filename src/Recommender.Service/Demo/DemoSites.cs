using Microsoft.Extensions.Options;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Demo;

/// <summary>The current sites of the demonstration pages.</summary>
public sealed class DemoSites(SiteSnapshots snapshots, SiteBlockOptions settings, IOptions<DemoOptions> options, TimeProvider clock)
{
    /// <summary>The default site; if it is empty or missing, the first site with articles; null if there are no sites.</summary>
    public DemoSite? First()
    {
        var all = snapshots.All.OrderByDescending(snapshot => snapshot.Articles.Count > 0)
            .ThenByDescending(snapshot => snapshot.Site == SiteStore.Default);
        return Of(all.FirstOrDefault());
    }

    public DemoSite? Find(string site) => Of(snapshots.Find(site));

    private DemoSite? Of(SiteSnapshot? snapshot) =>
        snapshot is null ? null : new DemoSite(
            snapshot, options.Value, [.. snapshots.All.Select(each => each.Site)], clock.GetUtcNow(), settings.Of(snapshot.Site).TimeZone);
}

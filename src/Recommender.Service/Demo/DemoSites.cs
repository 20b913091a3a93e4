using Microsoft.Extensions.Options;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Demo;

/// <summary>The current sites of the demonstration pages.</summary>
public sealed class DemoSites(SiteSnapshots snapshots, SiteBlockOptions settings, IOptions<DemoOptions> options, TimeProvider clock)
{
    /// <summary>
    /// The site that everyone may see at the root: the default site; if it is empty or missing, the first with articles. Null if there are
    /// no sites, or none of those with articles is for everyone.
    /// </summary>
    public DemoSite? First()
    {
        var all = snapshots.All.OrderByDescending(snapshot => snapshot.Articles.Count > 0)
            .ThenByDescending(snapshot => snapshot.Site == SiteStore.Default).ToList();
        var open = all.Find(snapshot => DemoSite.IsOpen(snapshot, options.Value));
        return open?.Articles.Count == 0 && all[0].Articles.Count > 0 ? null : Of(open);
    }

    public DemoSite? Find(string site) => Of(snapshots.Find(site));

    private DemoSite? Of(SiteSnapshot? snapshot) =>
        snapshot is null ? null : new DemoSite(
            snapshot, options.Value, Names(snapshot), clock.GetUtcNow(), settings.Of(snapshot.Site).TimeZone);

    private List<string> Names(SiteSnapshot shown) =>
        [.. snapshots.All.Where(site => site.Site == shown.Site || DemoSite.IsOpen(site, options.Value)).Select(site => site.Site)];
}

using Recommender.Service.Articles;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Configuration;

namespace Recommender.Service.Push;

/// <summary>Takes in what sites push: when a call returns, it is committed, and the next block in this process follows it.</summary>
public sealed class ArticlePushing(
    ArticlePushStore store, SiteStore sites, SiteSnapshots snapshots, SnapshotLoader loader, SiteSettings<PushOptions> settings)
{
    /// <summary>
    /// Whether articles may be pushed to a site: one that is served, or one that settings name (<c>Recommender:Sites:NAME</c>) and the default one,
    /// which are made with their first article. A typing error makes none.
    /// </summary>
    public bool Takes(string site) => snapshots.Find(site) is not null || IsExpected(site);

    /// <param name="site">A site that <see cref="Takes"/> them.</param>
    /// <param name="pushes">In their order; all or none.</param>
    /// <param name="cancel">Stops the work before it is written.</param>
    /// <returns>For each what became of it.</returns>
    public async Task<IReadOnlyList<PushOutcome>> PushAsync(string site, IReadOnlyList<ArticlePush> pushes, CancellationToken cancel = default)
    {
        if (snapshots.Find(site) is null)
        {
            await sites.EnsureAsync(site, cancel);
        }

        var outcomes = await store.PushAsync(site, pushes, cancel);
        // What is written shall be served even where who wrote it has gone.
        await loader.RefreshAsync(site, CancellationToken.None);
        return outcomes;
    }

    private bool IsExpected(string site) =>
        SiteStore.IsName(site) && (site == SiteStore.Default || settings.IsConfigured(site));
}

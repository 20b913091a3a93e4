using Recommender.Service.Articles;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Configuration;
using Recommender.Service.Importing.Budgets;

namespace Recommender.Service.Push;

/// <summary>
/// Stores articles that sites push. When a call returns, the articles are committed and the next block built in this process reflects them.
/// </summary>
public sealed class ArticlePushing(
    ArticlePushStore store, SiteStore sites, SiteSnapshots snapshots, SnapshotLoader loader, SiteSettings<PushOptions> settings,
    ReadProcesses processes)
{
    /// <summary>
    /// Whether articles may be pushed to a site: a served site, the default site, or one configured under <c>Recommender:Sites:NAME</c>.
    /// The latter two are created with their first article; a mistyped name creates nothing.
    /// </summary>
    public bool Takes(string site) => snapshots.Find(site) is not null || IsExpected(site);

    /// <summary>The budgets for reading the HTML of one request.</summary>
    internal Reading Reading(CancellationToken cancel) => new(processes, cancel);

    /// <param name="site">A site for which <see cref="Takes"/> is true.</param>
    /// <param name="pushes">In order; all are committed or none.</param>
    /// <param name="cancel">Cancels before the articles are written.</param>
    /// <returns>The outcome of each push, in order.</returns>
    public async Task<IReadOnlyList<PushOutcome>> PushAsync(
        string site, IReadOnlyList<ArticlePush> pushes, CancellationToken cancel = default)
    {
        if (snapshots.Find(site) is null)
        {
            await sites.EnsureAsync(site, cancel);
        }

        var outcomes = await store.PushAsync(site, pushes, cancel);
        // Committed articles are served even if the client has disconnected.
        await loader.RefreshAsync(site, CancellationToken.None);
        return outcomes;
    }

    private bool IsExpected(string site) =>
        SiteStore.IsName(site) && (site == SiteStore.Default || settings.IsConfigured(site));
}

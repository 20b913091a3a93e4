using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Loading;

/// <summary>Brings the rules of a served snapshot up to what the store holds, reading only those that changed.</summary>
public sealed class RuleLoader(RuleStore store, SiteSnapshots snapshots)
{
    /// <summary>Returns when every change that was written before the call is served. Waits for no one: not for articles, not for a model.</summary>
    /// <param name="site">A site that is served.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task RefreshAsync(string site, CancellationToken cancel = default)
    {
        var served = snapshots.Find(site)!.Rules.Revision;
        var (revision, changed) = await store.ChangedSinceAsync(site, served, cancel);
        // What is served may have moved on meanwhile, never back: these changes hold all since then, so they are either old or complete.
        snapshots.Swap(site, now => now!.Rules.Revision < revision ? now.WithRules(now.Rules.With(revision, changed)) : null);
    }
}

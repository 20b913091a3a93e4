using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Loading;

/// <summary>Updates the rules of a served snapshot from the store, reading only changed ones.</summary>
public sealed class RuleLoader(RuleStore store, SiteSnapshots snapshots)
{
    /// <summary>Returns when every change written before the call is served. Does not wait for articles or models.</summary>
    /// <param name="site">A served site.</param>
    public async Task RefreshAsync(string site, CancellationToken cancel = default)
    {
        var served = snapshots.Find(site)!.Rules.Revision;
        var (revision, changed) = await store.ChangedSinceAsync(site, served, cancel);
        // The served snapshot may have moved on, but never back: these changes are complete up to their revision, so they are either old or
        // applicable.
        snapshots.Swap(site, now => now!.Rules.Revision < revision ? now.WithRules(now.Rules.With(revision, changed)) : null);
    }
}

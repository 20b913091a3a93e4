using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Loading;

/// <summary>Updates the rules of a served snapshot from the store, reading only those that changed.</summary>
public sealed partial class RuleLoader(RuleStore store, SiteSnapshots snapshots, ILogger<RuleLoader> log)
{
    // The log names only some of many unreadable rules: they have the same cause.
    private const int MostNamed = 5;

    /// <summary>
    /// Returns when every change that was written before the call is served. Does not wait while articles or a model are being loaded.
    /// </summary>
    /// <param name="site">A site that is served.</param>
    public async Task RefreshAsync(string site, CancellationToken cancel = default)
    {
        var served = snapshots.Find(site)!.Rules.Revision;
        var changed = await store.ChangedSinceAsync(site, served, cancel);
        // The served rules may be newer by now, but never older: these changes are complete since that revision, or outdated as a whole.
        var isNewer = false;
        snapshots.Swap(site, now => (isNewer = now!.Rules.Revision < changed.Revision) ? now.WithRules(now.Rules.With(changed)) : null);
        if (isNewer)
        {
            LogUnreadable(site, changed.Unreadable);
        }
    }

    private void LogUnreadable(string site, IReadOnlyList<UnreadableRule> rules)
    {
        foreach (var rule in rules.Take(MostNamed))
        {
            LogUnreadableRule(site, rule.Id, rule.Problem);
        }

        if (rules.Count > MostNamed)
        {
            LogMoreUnreadable(site, rules.Count - MostNamed);
        }
    }

    [LoggerMessage(LogLevel.Error, "Site {Site}: rule {Rule} cannot be read ({Problem}); it is inactive, and its row is left unchanged")]
    private partial void LogUnreadableRule(string site, string rule, string problem);

    [LoggerMessage(LogLevel.Error, "Site {Site}: {Count} more rules cannot be read")]
    private partial void LogMoreUnreadable(string site, int count);
}

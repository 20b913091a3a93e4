using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Loading;

/// <summary>Brings the rules of a served snapshot up to what the store holds, reading only those that changed.</summary>
public sealed partial class RuleLoader(RuleStore store, SiteSnapshots snapshots, ILogger<RuleLoader> log)
{
    // Of many unreadable rules the log names some: they have one cause.
    private const int MostNamed = 5;

    /// <summary>Returns when every change that was written before the call is served. Waits for no one: not for articles, not for a model.</summary>
    /// <param name="site">A site that is served.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task RefreshAsync(string site, CancellationToken cancel = default)
    {
        var served = snapshots.Find(site)!.Rules.Revision;
        var changed = await store.ChangedSinceAsync(site, served, cancel);
        // What is served may have moved on meanwhile, never back: these changes hold all since then, so they are either old or complete.
        var isNews = false;
        snapshots.Swap(site, now => (isNews = now!.Rules.Revision < changed.Revision) ? now.WithRules(now.Rules.With(changed)) : null);
        if (isNews)
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

    [LoggerMessage(LogLevel.Error, "Site {Site}: rule {Rule} cannot be read ({Problem}); it is inactive, and its row stays as it is")]
    private partial void LogUnreadableRule(string site, string rule, string problem);

    [LoggerMessage(LogLevel.Error, "Site {Site}: {Count} more rules cannot be read")]
    private partial void LogMoreUnreadable(string site, int count);
}

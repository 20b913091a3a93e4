using Recommender.Service.Blocks.Loading;
using Recommender.Service.Rules;

namespace Recommender.Service.Editing;

/// <summary>Makes changes of rules and has them served: when a call returns, the next block in this process follows them.</summary>
public sealed class RuleEditing(RuleStore store, RuleLoader loader, SiteRuleOptions options)
{
    /// <summary>Makes changes together, all or none.</summary>
    /// <param name="site">A site that is served.</param>
    /// <param name="who">Who makes them.</param>
    /// <param name="edits">At most one a rule.</param>
    /// <param name="cancel">Stops the work; nothing is changed then.</param>
    public async Task<RuleWrite> ApplyAsync(string site, string who, IReadOnlyList<RuleEdit> edits, CancellationToken cancel = default)
    {
        var write = edits.Count == 0
            ? new RuleWrite(RuleWriteOutcome.Done, [])
            : await store.ApplyAsync(site, who, edits, options.Of(site).MaxPerSite, cancel);
        // What is written shall be served even where who wrote it has gone.
        await loader.RefreshAsync(site, CancellationToken.None);
        return write;
    }

    /// <summary>
    /// What it takes to undo the person's last change: the edits, or else the changes that prevent it, which are what others did to the same
    /// rules since, and changes of rules that cannot be read.
    /// </summary>
    public async Task<(IReadOnlyList<RuleEdit> Edits, IReadOnlyList<RuleChange> Since)> UndoOfAsync(
        string site, string who, string? reason, CancellationToken cancel = default)
    {
        var changes = await store.UndoableAsync(site, who, cancel);
        if (await store.LaterAsync(site, changes, cancel) is { Count: > 0 } since)
        {
            return ([], since);
        }

        var now = await store.FindAsync(site, changes.Select(change => change.Rule), cancel);
        return changes.Any(change => change.Unreadable is not null || !now.Rules.ContainsKey(change.Rule))
            ? ([], changes)
            : ([.. changes.Select(change => UndoOf(change, now.Rules[change.Rule], reason))], []);
    }

    /// <summary>Takes back a rule that cannot be read.</summary>
    /// <returns>False if somebody changed it since it was looked up.</returns>
    public async Task<bool> RemoveUnreadableAsync(string site, string who, UnreadableRule rule, string? reason, CancellationToken cancel = default)
    {
        var isRemoved = await store.RemoveUnreadableAsync(site, who, rule, reason, cancel);
        await loader.RefreshAsync(site, CancellationToken.None);
        return isRemoved;
    }

    private static RuleEdit UndoOf(RuleChange change, Rule now, string? reason) =>
        (change.Before is null ? RuleEdit.Remove(now, reason) : RuleEdit.Restore(now, change.Before, reason)) with { Undoes = change.Revision };
}

using Recommender.Service.Blocks.Loading;
using Recommender.Service.Rules;
using Recommender.Service.Storage;

namespace Recommender.Service.Editing;

/// <summary>Writes changes of rules and serves them: after a call, the next block of this process follows them.</summary>
public sealed class RuleEditing(RuleStore store, RuleLoader loader, SiteRuleOptions options)
{
    /// <summary>Writes changes together, all or none.</summary>
    /// <param name="site">A served site.</param>
    /// <param name="who">Who makes them.</param>
    /// <param name="edits">At most one per rule.</param>
    /// <param name="cancel">Stops the work; nothing is changed then.</param>
    public async Task<RuleWrite> ApplyAsync(string site, Author who, IReadOnlyList<RuleEdit> edits, CancellationToken cancel = default)
    {
        var write = edits.Count == 0
            ? new RuleWrite(RuleWriteOutcome.Done, [])
            : await store.ApplyAsync(site, who, edits, options.Of(site).MaxPerSite, cancel);
        // What is written is served even if the client has gone.
        await loader.RefreshAsync(site, CancellationToken.None);
        return write;
    }

    /// <summary>Removes a rule that cannot be read.</summary>
    /// <returns>False if somebody changed it since it was read.</returns>
    public async Task<bool> RemoveUnreadableAsync(
        string site, Author who, UnreadableRule rule, string? reason, CancellationToken cancel = default)
    {
        var isRemoved = await store.RemoveUnreadableAsync(site, who, rule, reason, cancel);
        await loader.RefreshAsync(site, CancellationToken.None);
        return isRemoved;
    }
}

using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Editing;

/// <summary>
/// Undoes a person's own changes, and does again what was undone. Changes that were made together belong together; a part of them can be
/// taken back alone. A rule gets back exactly what it said before, and its place among rules that want the same.
/// </summary>
public sealed class RuleReversals(RuleStore store)
{
    // Enough to find the newest one of a block among changes that only name its article.
    private const int Looked = 200;

    /// <summary>The person's last changes that were made together and are not undone; empty if there are none.</summary>
    /// <param name="site">The site's name.</param>
    /// <param name="whoId">The person's id.</param>
    /// <param name="redo">True for what was undone last, unless the person has changed something since.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<IReadOnlyList<RuleChange>> LastAsync(string site, string whoId, bool redo, CancellationToken cancel = default) =>
        await store.ReversibleAsync(site, whoId, redo, null, 1, cancel) is [var last]
            ? await store.ReversibleOfAsync(site, whoId, redo, last.Batch, cancel) : [];

    /// <summary>The same for changes of which at least one is in the scope of a page's block.</summary>
    public async Task<IReadOnlyList<RuleChange>> LastOfAsync(
        string site, string whoId, bool redo, ArticleCard page, CancellationToken cancel = default) =>
        (await store.ReversibleAsync(site, whoId, redo, CardConcerns.Of(page), Looked, cancel))
            .FirstOrDefault(change => Covers(change, page)) is { } last
            ? await store.ReversibleOfAsync(site, whoId, redo, last.Batch, cancel) : [];

    /// <summary>What of a batch can still be undone, or done again.</summary>
    public Task<IReadOnlyList<RuleChange>> OfBatchAsync(
        string site, string whoId, bool redo, long batch, CancellationToken cancel = default) =>
        store.ReversibleOfAsync(site, whoId, redo, batch, cancel);

    /// <summary>Whether a change is of a rule of one page's block alone.</summary>
    public static bool IsOwn(RuleChange change, ArticleCard page) =>
        (change.After ?? change.Before) is { Scope: RuleScope.Article, ScopeValue: { } key }
        && string.Equals(key, page.Key, StringComparison.OrdinalIgnoreCase);

    /// <summary>The edits that take changes back, if nobody changed their rules since.</summary>
    public async Task<Reversal> PlanAsync(
        string site, IReadOnlyList<RuleChange> changes, string? reason, CancellationToken cancel = default)
    {
        if (await store.LaterAsync(site, changes, cancel) is { Count: > 0 } since)
        {
            return new Reversal(changes, [], since);
        }

        var now = (await store.FindAsync(site, changes.Select(change => change.Rule), cancel)).Rules;
        if (changes.Any(change => change.Unreadable is not null || !now.ContainsKey(change.Rule)))
        {
            return new Reversal(changes, [], changes);
        }

        // What others undid or did again since does not count as a later change, but may have left the rule otherwise.
        var others = new List<RuleChange>();
        foreach (var change in changes.Where(change => !IsAs(now[change.Rule], change.After!)).Take(5))
        {
            others.AddRange(await store.HistoryAsync(site, change.Rule, null, 1, cancel));
        }

        return others.Count > 0
            ? new Reversal(changes, [], others)
            : new Reversal(changes, [.. changes.Select(change => EditOf(change, now[change.Rule], reason))], []);
    }

    private static bool Covers(RuleChange change, ArticleCard page) =>
        change.After?.Covers(page) == true || change.Before?.Covers(page) == true;

    private static bool IsAs(Rule now, Rule then) =>
        now.Removed == then.Removed && RuleInput.Of(now).SaysAs(RuleInput.Of(then));

    private static RuleEdit EditOf(RuleChange change, Rule now, string? reason) =>
        (change.Before is { } before ? RuleEdit.Restore(now, before, reason) with { Kept = before } : RuleEdit.Remove(now, reason)) with
        {
            Undoes = change.Revision,
        };
}

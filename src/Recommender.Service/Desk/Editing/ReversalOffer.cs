using Recommender.Service.Rules;

namespace Recommender.Service.Desk.Editing;

/// <summary>What an editor can take back, or do again, from the page of a block.</summary>
/// <param name="Redo">True for what was undone.</param>
/// <param name="Own">The changes of this block's own rules.</param>
/// <param name="All">The changes that were made together with them.</param>
public sealed record ReversalOffer(bool Redo, IReadOnlyList<RuleChange> Own, IReadOnlyList<RuleChange> All)
{
    public long Batch => All[0].Batch;

    /// <summary>True if all of it is about this block alone.</summary>
    public bool IsAllOwn => Own.Count == All.Count;
}

using Recommender.Service.Rules;

namespace Recommender.Service.Blocks;

/// <summary>The related block of a page.</summary>
/// <param name="Items">What stands in it, in order.</param>
public sealed record Block(IReadOnlyList<BlockItem> Items)
{
    /// <summary>The rule by which the page has no block; null where it may have one.</summary>
    public Rule? NoBlock { get; init; }

    /// <summary>How the block itself is shown.</summary>
    public BlockPresentation Presentation { get; init; } = BlockPresentation.None;

    /// <summary>The section whose newest articles were looked at to fill it up; null: none.</summary>
    internal string? FilledFromSection { get; init; }

    /// <summary>Whether the newest or the most read articles of the site were looked at to fill it up.</summary>
    internal bool FilledFromNewest { get; init; }

    /// <summary>What rules, or the lack of a place, kept out; told only where the request asks to explain.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; init; } = [];
}

using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Blocks;

/// <summary>The effect of a rule on an article of a block.</summary>
public sealed record RuleTouch(Rule Rule)
{
    /// <summary>
    /// The pin that took the slot of this pin; null if this pin has its slot, moved up because the block is too short, or is not a pin.
    /// </summary>
    public Rule? DisplacedBy { get; init; }

    /// <summary>Pins only: the articles that would be in the block without it.</summary>
    public IReadOnlyList<ArticleCard> Displaced { get; init; } = [];
}

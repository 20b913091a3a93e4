using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Blocks;

/// <summary>What a rule did to an article of a block.</summary>
/// <param name="Rule">The rule.</param>
public sealed record RuleTouch(Rule Rule)
{
    /// <summary>Of a pin that does not stand in its slot: the pin that stands there; null where it stands in its own, or moved up because the block is too short.</summary>
    public Rule? DisplacedBy { get; init; }

    /// <summary>Of a pin: the articles that would stand in the block without it.</summary>
    public IReadOnlyList<ArticleCard> Displaced { get; init; } = [];
}

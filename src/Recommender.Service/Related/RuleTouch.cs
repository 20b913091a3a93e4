using Recommender.Service.Rules;

namespace Recommender.Service.Related;

/// <summary>What a rule did to an article of a block.</summary>
/// <param name="Rule">The rule.</param>
public sealed record RuleTouch(Rule Rule)
{
    /// <summary>Of a pin that does not stand in its slot: the pin that stands there; null where it stands in its own, or moved up because the block is too short.</summary>
    public Rule? DisplacedBy { get; init; }

    /// <summary>Of a pin: the articles that would stand in the block without it.</summary>
    public IReadOnlyList<ArticleCard> Displaced { get; init; } = [];
}

/// <summary>An article that was to stand in a block and does not.</summary>
/// <param name="Card">The article.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">The rule that kept it out; null where none did.</param>
/// <param name="WantedBy">The pin or lock that wanted it; null where the model did.</param>
public sealed record LeftOut(ArticleCard Card, LeftOutReason Reason, Rule? By, Rule? WantedBy);

/// <summary>Why an article does not stand in a block.</summary>
public enum LeftOutReason
{
    /// <summary>A rule excludes it.</summary>
    Excluded,

    /// <summary>It is withdrawn, or dated in the future.</summary>
    NotStanding,

    /// <summary>It is the page itself, or the request says that the page shows it, or another telling of its story.</summary>
    Shown,

    /// <summary>The request asks for other sections, tags or dates.</summary>
    NotAskedFor,

    /// <summary>Another pin shows it, or another telling of its story.</summary>
    Duplicate,

    /// <summary>Other pins have all places.</summary>
    NoSlot,
}

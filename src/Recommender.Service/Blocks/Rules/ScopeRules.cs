using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Rules;

/// <summary>The rules in force of one scope: of one article's block, one section, one tag or the site. Immutable; each kind is in the order of precedence.</summary>
internal sealed class ScopeRules
{
    public IReadOnlyList<Rule> NoBlocks { get; init; } = [];

    public IReadOnlyList<LockRule> Locks { get; init; } = [];

    public IReadOnlyList<PinRule> Pins { get; init; } = [];

    /// <summary>Excludes and boosts by card; null where there are none, as with those that follow.</summary>
    public RuleTable? Cards { get; init; }

    /// <summary>Excludes and boosts by the number of the section.</summary>
    public RuleTable? Sections { get; init; }

    public RuleTable? Authors { get; init; }

    public RuleTable? Tags { get; init; }

    public IReadOnlyList<AgeRule> Ages { get; init; } = [];

    /// <summary>How picks are shown, by card.</summary>
    public RuleTable? Picks { get; init; }

    /// <summary>How the block is shown.</summary>
    public IReadOnlyList<Rule> Presentations { get; init; } = [];
}

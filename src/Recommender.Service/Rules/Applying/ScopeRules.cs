namespace Recommender.Service.Rules.Applying;

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

/// <param name="Rule">The rule.</param>
/// <param name="Card">The pinned article.</param>
/// <param name="Slot">The place that is asked for, from 1.</param>
internal sealed record PinRule(Rule Rule, int Card, int Slot);

/// <param name="Rule">The rule.</param>
/// <param name="Cards">What the block holds; items that the site does not know are not among them.</param>
internal sealed record LockRule(Rule Rule, IReadOnlyList<int> Cards);

/// <param name="Rule">An exclude or a boost.</param>
/// <param name="Days">Positive: articles older than so many days, undated ones too; negative: articles at most so old.</param>
internal sealed record AgeRule(Rule Rule, double Days)
{
    /// <param name="age">In days; infinite for an undated article.</param>
    public bool Moves(double age) => Days > 0 ? age > Days : age <= -Days;
}

using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Rules;

/// <summary>
/// The rules in force of one scope: one article's block, one section, one tag or the site. Immutable; each kind is in the order of
/// precedence. A table is null if it has no rules.
/// </summary>
internal sealed class ScopeRules
{
    public IReadOnlyList<NoBlockRule> NoBlocks { get; init; } = [];

    public IReadOnlyList<CompiledLock> Locks { get; init; } = [];

    public IReadOnlyList<CompiledPin> Pins { get; init; } = [];

    /// <summary>Excludes and boosts by card.</summary>
    public RuleTable? Cards { get; init; }

    /// <summary>Excludes and boosts by the number of the section.</summary>
    public RuleTable? Sections { get; init; }

    public RuleTable? Authors { get; init; }

    public RuleTable? Tags { get; init; }

    public IReadOnlyList<CompiledAge> Ages { get; init; } = [];

    /// <summary>Presentations of picks, by card.</summary>
    public RuleTable? Picks { get; init; }

    /// <summary>Presentations of the block.</summary>
    public IReadOnlyList<PresentationRule> Presentations { get; init; } = [];
}

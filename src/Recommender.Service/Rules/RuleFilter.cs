namespace Recommender.Service.Rules;

/// <summary>Which rules a list is to hold; null: whichever.</summary>
public sealed record RuleFilter
{
    public const int MaxLimit = 500;

    public RuleKind? Kind { get; init; }

    public RuleScope? Scope { get; init; }

    /// <summary>Key of an article that is the scope, the subject or in a lock.</summary>
    public string? Article { get; init; }

    /// <summary>Words that stand in its names, titles or reason, in any case.</summary>
    public string? Text { get; init; }

    /// <summary>True: only removed ones; false: only standing ones.</summary>
    public bool? Removed { get; init; } = false;

    /// <summary>Only rules that changed last before this revision: where the page before ended.</summary>
    public long? Before { get; init; }

    /// <summary>1 to 500.</summary>
    public int Limit { get; init; } = 100;
}

/// <summary>A page of a list, the rule that changed last first.</summary>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Rules">Those of this page.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record RulePage(long Total, IReadOnlyList<Rule> Rules, long? Next);

/// <summary>What became of changes that were to be made together.</summary>
/// <param name="Outcome">Whether they were made.</param>
/// <param name="Rules">The rules after them, in the order of the changes; empty where none were made.</param>
public sealed record RuleWrite(RuleWriteOutcome Outcome, IReadOnlyList<Rule> Rules);

/// <summary>Whether changes were made.</summary>
public enum RuleWriteOutcome
{
    /// <summary>All of them.</summary>
    Done,

    /// <summary>None: a rule is not at the version that was expected.</summary>
    Outdated,

    /// <summary>None: the site would have more rules than it may.</summary>
    TooMany,
}

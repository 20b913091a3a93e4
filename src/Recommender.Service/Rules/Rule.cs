namespace Recommender.Service.Rules;

/// <summary>What an editor wants of some blocks, at one version. Immutable: a change makes the next version.</summary>
public sealed record Rule
{
    public required string Id { get; init; }

    /// <summary>1 for a new rule, one more after each change.</summary>
    public required long Version { get; init; }

    public required RuleKind Kind { get; init; }

    /// <summary>Whose blocks the rule is for.</summary>
    public required RuleScope Scope { get; init; }

    /// <summary>The key of the page's article, the section or the tag, in any case; null for the whole site.</summary>
    public string? ScopeValue { get; init; }

    /// <summary>What the rule moves; null for kinds that concern a whole block.</summary>
    public RuleSubject? Subject { get; init; }

    /// <summary>The key of the article, the section, the tag or the author, in any case; for an age, days as a number: older than N where positive, at most -N days old where negative.</summary>
    public string? SubjectValue { get; init; }

    /// <summary>Of a pin: the place in the block, 1 for the first.</summary>
    public int? Slot { get; init; }

    /// <summary>Of a boost: from 1 to 10; it buries from 0 to 0.9.</summary>
    public double? Factor { get; init; }

    /// <summary>Of a lock: keys of the articles that stand in the block, in their order.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>Of a presentation of one pick: the title that is shown instead of the article's.</summary>
    public string? Title { get; init; }

    /// <summary>Of a presentation of one pick: the absolute http(s) address of the image that is shown instead.</summary>
    public string? Image { get; init; }

    /// <summary>Of a presentation of one pick: words beside its title ("Explainer").</summary>
    public string? Label { get; init; }

    /// <summary>Of a presentation of a block: its heading.</summary>
    public string? Heading { get; init; }

    /// <summary>Of a presentation of a block: the language of heading and dates, a BCP 47 tag.</summary>
    public string? Language { get; init; }

    /// <summary>Of a presentation of a block: a .NET date format such as <c>d MMMM yyyy</c>.</summary>
    public string? DateFormat { get; init; }

    /// <summary>When the rule holds; null: always.</summary>
    public RuleSchedule? Schedule { get; init; }

    /// <summary>Of a pin: it retires when its click rate is below this share of its block's own. Null: never.</summary>
    public double? RetireBelow { get; init; }

    /// <summary>Why, in the editor's words.</summary>
    public string? Reason { get; init; }

    /// <summary>True for a rule that was taken back; it stays in the history and can be restored.</summary>
    public bool Removed { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required string ChangedBy { get; init; }

    public required DateTimeOffset Changed { get; init; }
}

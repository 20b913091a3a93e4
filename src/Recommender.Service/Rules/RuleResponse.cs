using System.ComponentModel;
using Recommender.Service.Related;
using Recommender.Service.Rules.Checking;

namespace Recommender.Service.Rules;

/// <summary>A rule as the API tells it.</summary>
public sealed record RuleResponse
{
    public required string Id { get; init; }

    [Description("1 for a new rule, one more after each change; the ETag holds it.")]
    public required long Version { get; init; }

    public required RuleKind Kind { get; init; }

    [Description("Whose blocks the rule is for.")]
    public required RuleScope Scope { get; init; }

    public string? ScopeValue { get; init; }

    public RuleSubject? Subject { get; init; }

    public string? SubjectValue { get; init; }

    public int? Slot { get; init; }

    public double? Factor { get; init; }

    public IReadOnlyList<string>? Items { get; init; }

    public string? Title { get; init; }

    public string? Image { get; init; }

    public string? Label { get; init; }

    public string? Heading { get; init; }

    public string? Language { get; init; }

    public string? DateFormat { get; init; }

    public RuleSchedule? Schedule { get; init; }

    public double? RetireBelow { get; init; }

    public string? Reason { get; init; }

    [Description("True for a rule that was taken back.")]
    public required bool Removed { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required string ChangedBy { get; init; }

    public required DateTimeOffset Changed { get; init; }

    [Description("What the rule names and the site does not have now.")]
    public required IReadOnlyList<string> Warnings { get; init; }

    public static RuleResponse Of(Rule rule, ArticleIndex articles) => new()
    {
        Id = rule.Id, Version = rule.Version, Kind = rule.Kind, Scope = rule.Scope, ScopeValue = rule.ScopeValue, Subject = rule.Subject,
        SubjectValue = rule.SubjectValue, Slot = rule.Slot, Factor = rule.Factor, Items = rule.Items.Count == 0 ? null : rule.Items,
        Title = rule.Title, Image = rule.Image, Label = rule.Label, Heading = rule.Heading, Language = rule.Language,
        DateFormat = rule.DateFormat, Schedule = rule.Schedule, RetireBelow = rule.RetireBelow, Reason = rule.Reason, Removed = rule.Removed,
        CreatedBy = rule.CreatedBy, Created = rule.Created, ChangedBy = rule.ChangedBy, Changed = rule.Changed,
        Warnings = rule.Removed ? [] : RuleCheck.WarningsOf(rule, articles),
    };
}

/// <summary>A page of the rules.</summary>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Items">The rules of this page, the one that changed last first.</param>
/// <param name="Next">The value of <c>before</c> for the next page; none on the last.</param>
public sealed record RuleList(
    [property: Description("How many there are on all pages.")] long Total,
    [property: Description("The one that changed last first.")] IReadOnlyList<RuleResponse> Items,
    [property: Description("The value of before for the next page; none on the last.")] long? Next);

/// <summary>A page of a history.</summary>
/// <param name="Items">Changes, newest first.</param>
/// <param name="Next">The value of <c>before</c> for the next page; none on the last.</param>
public sealed record RuleHistory(
    [property: Description("Newest first.")] IReadOnlyList<RuleChange> Items,
    [property: Description("The value of before for the next page; none on the last.")] long? Next)
{
    /// <summary>How many changes a page holds.</summary>
    public const int PageSize = 200;

    /// <param name="changes">One more than a page holds, where there are.</param>
    /// <param name="place">What the next page goes on from.</param>
    public static RuleHistory Of(IReadOnlyList<RuleChange> changes, Func<RuleChange, long> place) =>
        new([.. changes.Take(PageSize)], changes.Count > PageSize ? place(changes[PageSize - 1]) : null);
}

/// <summary>What an undo took back.</summary>
/// <param name="Items">The rules as they are now.</param>
public sealed record UndoResponse(IReadOnlyList<RuleResponse> Items);

using System.ComponentModel;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Editing.Checking;
using Recommender.Service.Rules;

namespace Recommender.Service.Editing;

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

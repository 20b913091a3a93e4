using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Recommender.Service.Rules;

/// <summary>A version of a rule, flat, as JSON has it: in rows, in the history, in exports and in answers.</summary>
public record RuleDocument : RuleContent
{
    public RuleDocument()
    {
    }

    /// <param name="content">Everything but the header.</param>
    public RuleDocument(RuleContent content)
        : base(content)
    {
    }

    [SetsRequiredMembers]
    protected RuleDocument(Rule rule)
        : base(rule.Content)
    {
        (Id, Version, Kind, Scope, Removed) = (rule.Id, rule.Version, rule.Kind, rule.Scope, rule.Removed);
        (CreatedBy, Created, ChangedBy, Changed) = (rule.CreatedBy, rule.Created, rule.ChangedBy, rule.Changed);
    }

    public required string Id { get; init; }

    [Description("1 for a new rule, one more after each change; the ETag holds it.")]
    public required long Version { get; init; }

    public required RuleKind Kind { get; init; }

    [Description("Whose blocks the rule is for.")]
    public required RuleScope Scope { get; init; }

    [Description("True for a rule that was removed."), JsonPropertyOrder(1)]
    public bool Removed { get; init; }

    [Description("The shown name of who made it, at that time; the history has the id."), JsonPropertyOrder(1)]
    public required string CreatedBy { get; init; }

    [JsonPropertyOrder(1)]
    public required DateTimeOffset Created { get; init; }

    [Description("The shown name of who changed it last, at that time; the history has the id."), JsonPropertyOrder(1)]
    public required string ChangedBy { get; init; }

    [JsonPropertyOrder(1)]
    public required DateTimeOffset Changed { get; init; }

    /// <summary>A rule's document; its list of items is empty, not missing, if the kind has none.</summary>
    public static RuleDocument Of(Rule rule) => new(rule) { Items = rule.Content.Items ?? [] };
}

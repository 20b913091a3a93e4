using System.ComponentModel;
using System.Text.Json.Serialization;
using Recommender.Service.Blocks;
using Recommender.Service.Rules;

namespace Recommender.Service.Related.Explaining;

/// <summary>A rule, and what it did to an article.</summary>
public sealed record RuleExplanation
{
    [Description("The rule's id.")]
    public required string Id { get; init; }

    [Description("What kind of rule it is.")]
    public required RuleKind Kind { get; init; }

    [Description("Whose blocks it is for.")]
    public required RuleScope Scope { get; init; }

    [Description("The article's key, the section or the tag that it is for; null for the whole site.")]
    public required string? ScopeValue { get; init; }

    [Description("Of a pin: the place that it asks for.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Slot { get; init; }

    [Description("Of a boost.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Factor { get; init; }

    [Description("Of a pin that lost its place: the id of the pin that has it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DisplacedBy { get; init; }

    [Description("Of a pin: keys of the articles that would stand in the block without it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Displaced { get; init; }

    public static RuleExplanation Of(RuleTouch touch) => Of(touch.Rule) with
    {
        DisplacedBy = touch.DisplacedBy?.Id,
        Displaced = touch.Displaced.Count == 0 ? null : [.. touch.Displaced.Select(card => card.Key)],
    };

    public static RuleExplanation Of(Rule rule) => new()
    {
        Id = rule.Id, Kind = rule.Kind, Scope = rule.Scope, ScopeValue = rule.ScopeValue, Slot = rule.Slot, Factor = rule.Factor,
    };
}

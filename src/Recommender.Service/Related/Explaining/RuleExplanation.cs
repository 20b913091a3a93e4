using System.ComponentModel;
using System.Text.Json.Serialization;
using Recommender.Service.Blocks;
using Recommender.Service.Rules;

namespace Recommender.Service.Related.Explaining;

/// <summary>A rule and its effect on an article.</summary>
public sealed record RuleExplanation
{
    [Description("The rule's id.")]
    public required string Id { get; init; }

    [Description("The kind of rule.")]
    public required RuleKind Kind { get; init; }

    [Description("The kind of scope: article, section, tag or site.")]
    public required RuleScope Scope { get; init; }

    [Description("The article's key, the section or the tag of the scope; null for the whole site.")]
    public required string? ScopeValue { get; init; }

    [Description("Pins only: the requested slot.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Slot { get; init; }

    [Description("Boosts only: the factor of the score.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Factor { get; init; }

    [Description("Displaced pins only: the id of the pin that took the slot.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DisplacedBy { get; init; }

    [Description("Pins only: keys of the articles that would be in the block without it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Displaced { get; init; }

    public static RuleExplanation Of(RuleTouch touch) => Of(touch.Rule) with
    {
        DisplacedBy = touch.DisplacedBy?.Id,
        Displaced = touch.Displaced.Count == 0 ? null : [.. touch.Displaced.Select(card => card.Key)],
    };

    public static RuleExplanation Of(Rule rule) => new()
    {
        Id = rule.Id, Kind = rule.Kind, Scope = rule.Scope, ScopeValue = rule.ScopeValue, Slot = (rule as PinRule)?.Slot,
        Factor = (rule as BoostRule)?.Factor,
    };
}

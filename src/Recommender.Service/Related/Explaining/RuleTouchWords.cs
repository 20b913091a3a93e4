using System.Globalization;
using Recommender.Service.Blocks;
using Recommender.Service.Rules;
using Recommender.Service.Storage;

namespace Recommender.Service.Related.Explaining;

/// <summary>Words the effects of rules for a reader.</summary>
internal static class RuleTouchWords
{
    public static string Of(RuleTouch touch) => touch.Rule.Kind switch
    {
        RuleKind.Pin => $"pinned to slot {touch.Rule.Slot}{By(touch.Rule)}{Displacement(touch)}",
        RuleKind.Lock => $"the block is locked{By(touch.Rule)}",
        RuleKind.Boost => string.Create(CultureInfo.InvariantCulture,
            $"{(touch.Rule.Factor >= 1 ? "boosted" : "buried")} by the factor {touch.Rule.Factor:0.##}{By(touch.Rule)}"),
        _ => $"presented differently from its article{By(touch.Rule)}",
    };

    public static string Of(LeftOut left) => left.Reason switch
    {
        LeftOutReason.Excluded => $"excluded{By(left.By!)}",
        LeftOutReason.NotPublic => "withdrawn, or dated in the future",
        LeftOutReason.Shown => "the page already shows it or the same story in another article",
        LeftOutReason.NotRequested => "it does not match the sections, tags or dates of the request",
        LeftOutReason.Duplicate when left.By is { } other => $"it, or the same story in another article, is pinned{By(other)}",
        LeftOutReason.Duplicate => "it is already in the locked block",
        _ => "other pins take all slots",
    };

    /// <summary>Names the rule for a reader, for example "by rule 17 (section Sport)".</summary>
    public static string By(Rule rule) =>
        $" by rule {rule.Id} ({(rule.Scope == RuleScope.Site ? "site" : $"{EnumWords.Of(rule.Scope)} {rule.ScopeValue}")})";

    private static string Displacement(RuleTouch touch)
    {
        var displaced = touch.DisplacedBy is { } other ? $"; displaced by rule {other.Id}" : "";
        return touch.Displaced.Count == 0 ? displaced
            : $"{displaced}; without it here: {string.Join(", ", touch.Displaced.Select(card => card.Title))}";
    }
}

using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Desk.Editing;

/// <summary>Says which changes are taken back.</summary>
internal static class ReversalWords
{
    /// <summary>One change in words, and the number of the others.</summary>
    public static string Short(IReadOnlyList<RuleChange> changes, ArticleIndex articles, TimeZoneInfo zone) => changes.Count switch
    {
        0 => "",
        1 => $"{Of(changes[0], articles, zone)}.",
        var count => $"{Of(changes[0], articles, zone)}, and {(count == 2 ? "1 more rule" : $"{count - 1} more rules")}.",
    };

    /// <summary>What a change did to its rule.</summary>
    public static string Of(RuleChange change, ArticleIndex articles, TimeZoneInfo zone)
    {
        var rule = change.After ?? change.Before;
        var what = rule is null ? $"rule {change.Rule}, which cannot be read" : RuleSentence.Of(rule, articles, zone);
        return change.After?.Removed == true ? $"removed: {what}" : change.Before is { Removed: false } ? $"changed: {what}" : what;
    }
}

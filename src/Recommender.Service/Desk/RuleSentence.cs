using System.Globalization;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Related.Explaining;
using Recommender.Service.Rules;

namespace Recommender.Service.Desk;

/// <summary>Describes rules and their changes in sentences; <see cref="RuleWords"/> describes each kind.</summary>
internal static class RuleSentence
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    /// <summary>What a rule does, where, and when.</summary>
    public static string Of(Rule rule, ArticleIndex articles, TimeZoneInfo zone) =>
        $"{RuleWords.What(rule, articles)} {Where(rule, articles)}{When(rule.Schedule, zone)}";

    public static string Where(Rule rule, ArticleIndex articles) => rule.Scope switch
    {
        RuleScope.Article => $"under {RuleWords.Title(rule.ScopeValue, articles)}",
        RuleScope.Section => $"in the section {rule.ScopeValue}",
        RuleScope.Tag => $"under articles with the tag {rule.ScopeValue}",
        _ => "on the whole site",
    };

    /// <summary>A schedule after a comma; empty if it always applies.</summary>
    public static string When(RuleSchedule? schedule, TimeZoneInfo zone)
    {
        if (schedule is null)
        {
            return "";
        }

        var parts = new List<string>();
        if (schedule.Starts is { } starts)
        {
            parts.Add($"from {Moment(starts, zone)}");
        }

        if (schedule.Ends is { } ends)
        {
            parts.Add($"until {Moment(ends, zone)}");
        }

        if (schedule.Days.Count > 0)
        {
            parts.Add($"on {string.Join(", ", schedule.Days)}");
        }

        if (schedule.From is not null || schedule.To is not null)
        {
            parts.Add(string.Create(English, $"from {schedule.From ?? TimeOnly.MinValue:HH:mm} to "
                + $"{(schedule.To is { } to ? to.ToString("HH:mm", English) : "24:00")} of the day"));
        }

        return parts.Count == 0 ? "" : ", " + string.Join(", ", parts);
    }

    /// <summary>Who changed which rule, and how.</summary>
    public static string Of(RuleChange change, ArticleIndex articles, TimeZoneInfo zone) =>
        $"{change.Who} {Did(change)}: "
        + (change.After is { } rule ? Of(rule, articles, zone) : $"rule {change.Rule}, which cannot be read");

    public static string Did(RuleChange change) => (change.Action, change.Undoes) switch
    {
        (_, not null) => "undid a change",
        (RuleAction.Created, _) => "created a rule",
        (RuleAction.Changed, _) => "changed a rule",
        (RuleAction.Removed, _) => "removed a rule",
        _ => "restored a rule",
    };

    /// <summary>A moment with its time zone.</summary>
    public static string Full(DateTimeOffset moment, TimeZoneInfo zone) =>
        $"{TimeZoneInfo.ConvertTime(moment, zone).ToString("d MMMM yyyy HH:mm", English)} ({zone.Id})";

    public static string Moment(DateTimeOffset moment, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(moment, zone).ToString("d MMM yyyy HH:mm", English);
}

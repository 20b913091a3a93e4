using System.Globalization;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Desk;

/// <summary>Describes rules and their changes in sentences.</summary>
internal static class RuleSentence
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    /// <summary>What a rule does, where, and when.</summary>
    public static string Of(Rule rule, ArticleIndex articles, TimeZoneInfo zone) =>
        $"{What(rule, articles)} {Where(rule, articles)}{When(rule.Schedule, zone)}";

    /// <summary>What a rule does, for a page that already says where.</summary>
    public static string What(Rule rule, ArticleIndex articles) => rule.Kind switch
    {
        RuleKind.Pin => $"Pins {Subject(rule, articles)} to place {rule.Slot}",
        RuleKind.Exclude => $"Excludes {Subject(rule, articles)}",
        RuleKind.Boost => $"{(rule.Factor >= 1 ? "Boosts" : "Buries")} {Subject(rule, articles)} by the factor "
            + $"{rule.Factor?.ToString("0.##", English)}",
        RuleKind.NoBlock => "Shows no block",
        RuleKind.Lock => $"Locks {(rule.Items.Count == 1 ? "1 article" : $"{rule.Items.Count} articles")}: "
            + $"{string.Join(", ", rule.Items.Take(3).Select(key => Title(key, articles)))}{(rule.Items.Count > 3 ? ", …" : "")}",
        _ => $"Shows {(rule.Subject is null ? "the block" : Subject(rule, articles))} with {string.Join(", ", Presented(rule))}",
    };

    public static string Where(Rule rule, ArticleIndex articles) => rule.Scope switch
    {
        RuleScope.Article => $"under {Title(rule.ScopeValue, articles)}",
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
        $"{change.Who} {Did(change)}: {(change.After is { } rule ? Of(rule, articles, zone) : $"rule {change.Rule}, which cannot be read")}";

    public static string Did(RuleChange change) => (change.Action, change.Undoes) switch
    {
        (_, not null) => "undid a change",
        (RuleAction.Created, _) => "created a rule",
        (RuleAction.Changed, _) => "changed a rule",
        (RuleAction.Removed, _) => "removed a rule",
        _ => "restored a rule",
    };

    public static string Moment(DateTimeOffset moment, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(moment, zone).ToString("d MMM yyyy HH:mm", English);

    private static string Subject(Rule rule, ArticleIndex articles) => rule.Subject switch
    {
        RuleSubject.Article => Title(rule.SubjectValue, articles),
        RuleSubject.Section => $"the section {rule.SubjectValue}",
        RuleSubject.Tag => $"the tag {rule.SubjectValue}",
        RuleSubject.Author => $"the author {rule.SubjectValue}",
        _ when double.TryParse(rule.SubjectValue, NumberStyles.Float, English, out var days) => string.Create(
            English, $"articles {(days < 0 ? "at most" : "older than")} {Math.Abs(days):0.##} days{(days < 0 ? " old" : "")}"),
        _ => $"articles of the age {rule.SubjectValue}",
    };

    private static string Title(string? key, ArticleIndex articles) =>
        key is not null && articles.FindByKey(key) is >= 0 and var card ? $"“{articles[card].Title}”" : $"the unknown article {key}";

    private static IEnumerable<string> Presented(Rule rule)
    {
        (string Name, string? Text)[] all =
        [
            ("the title", rule.Title), ("the image", rule.Image), ("the label", rule.Label), ("the heading", rule.Heading),
            ("the language", rule.Language), ("the date format", rule.DateFormat),
        ];
        return all.Where(one => one.Text is not null).Select(one => $"{one.Name} “{one.Text}”");
    }
}

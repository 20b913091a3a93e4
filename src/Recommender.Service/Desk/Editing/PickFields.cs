using System.Globalization;
using Recommender.Service.Blocks.Rules;
using Recommender.Service.Rules;

namespace Recommender.Service.Desk.Editing;

/// <summary>The fields of one article's rule: texts as typed, so that a wrong one can be shown again.</summary>
public sealed record PickFields
{
    public string? Slot { get; init; }

    public string? Factor { get; init; }

    public string? Title { get; init; }

    public string? Image { get; init; }

    public string? Label { get; init; }

    /// <summary>A local date and time of the site.</summary>
    public string? Starts { get; init; }

    public string? Ends { get; init; }

    public IReadOnlyList<string> Days { get; init; } = [];

    /// <summary>A time of day of the site.</summary>
    public string? From { get; init; }

    public string? To { get; init; }

    internal static PickFields Of(IFormCollection form) => new()
    {
        Slot = form.Text("slot"), Factor = form.Text("factor"), Title = form.Text("title"), Image = form.Text("image"),
        Label = form.Text("label"), Starts = form.Text("starts"), Ends = form.Text("ends"), Days = [.. form["days"].OfType<string>()],
        From = form.Text("from"), To = form.Text("to"),
    };

    /// <summary>The fields of a rule.</summary>
    internal static PickFields Of(RuleContent rule, TimeZoneInfo zone) => new()
    {
        Slot = rule.Slot?.ToString(CultureInfo.InvariantCulture), Factor = rule.Factor?.ToString(CultureInfo.InvariantCulture),
        Title = rule.Title, Image = rule.Image, Label = rule.Label,
        Starts = Local(rule.Schedule?.Starts, zone), Ends = Local(rule.Schedule?.Ends, zone),
        Days = [.. (rule.Schedule?.Days ?? []).Select(day => day.ToString())],
        From = rule.Schedule?.From?.ToString("HH:mm", CultureInfo.InvariantCulture),
        To = rule.Schedule?.To?.ToString("HH:mm", CultureInfo.InvariantCulture),
    };

    /// <summary>The schedule; null if the fields are empty.</summary>
    /// <param name="zone">The site's time zone.</param>
    /// <param name="error">What cannot be read; null if all can.</param>
    internal RuleSchedule? Schedule(TimeZoneInfo zone, out string? error)
    {
        error = null;
        if (Starts is null && Ends is null && Days.Count == 0 && From is null && To is null)
        {
            return null;
        }

        var days = Days
            .Select(day => Enum.TryParse<DayOfWeek>(day, out var read) && Enum.IsDefined(read) ? read : (DayOfWeek?)null).ToList();
        if (Wrong(Starts, Moment) is { } starts)
        {
            error = $"“{starts}” is not a date and time.";
        }
        else if (Wrong(Ends, Moment) is { } ends)
        {
            error = $"“{ends}” is not a date and time.";
        }
        else if ((Wrong(From, Time) ?? Wrong(To, Time)) is { } time)
        {
            error = $"“{time}” is not a time of day.";
        }
        else if (days.Contains(null))
        {
            error = "There is no such day of the week.";
        }

        return error is not null ? null : new RuleSchedule(
            Moment(Starts) is { } from ? LocalTime.Begin(DateOnly.FromDateTime(from), TimeOnly.FromDateTime(from), zone) : null,
            Moment(Ends) is { } to ? LocalTime.End(DateOnly.FromDateTime(to), TimeOnly.FromDateTime(to), zone) : null,
            [.. days.Distinct().Select(day => day!.Value)], Time(From), Time(To));
    }

    /// <summary>A date and time as a browser's field writes it.</summary>
    internal static DateTime? Moment(string? text) =>
        DateTime.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var read) && read.Year is > 1 and < 9999 ? read : null;

    internal static string? Local(DateTimeOffset? moment, TimeZoneInfo zone) =>
        moment is { } given ? TimeZoneInfo.ConvertTime(given, zone).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) : null;

    private static TimeOnly? Time(string? text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;

    private static string? Wrong<T>(string? text, Func<string?, T?> read)
        where T : struct => text is not null && read(text) is null ? text : null;
}

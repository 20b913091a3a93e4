using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Recommender.Service.Rules;

/// <summary>What is wrong with a rule, by field; the first of each field is kept.</summary>
internal sealed partial class FieldErrors
{
    /// <summary>The longest name of a section, tag or author, and the longest heading, in characters.</summary>
    public const int MaxName = 200;

    private const int MaxReason = 1000;
    private const int MaxUrl = 2000;
    private const int MaxDateFormat = 50;
    private readonly Dictionary<string, string[]> _errors = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string[]> All => _errors;

    public void Add(string field, string what) => _errors.TryAdd(field, [$"{field} {what}"]);

    /// <summary>Reports a text that is too long or contains control characters; null passes.</summary>
    public void Text(string field, string? text, int most)
    {
        if (text?.Length > most)
        {
            Add(field, $"is too long: {most} characters at most");
        }
        else if (text?.EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar) == true)
        {
            Add(field, "contains a line break or another character that cannot be shown");
        }
    }

    public void WebAddress(string field, string? url)
    {
        Text(field, url, MaxUrl);
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var uri)
            && uri is { Scheme: "http" or "https", Host.Length: > 0, UserInfo: "" }))
        {
            Add(field, "must be an absolute http or https address");
        }
    }

    public void LanguageTag(string field, string? tag)
    {
        if (tag is not null && !(tag.Length <= 35 && TagPattern().IsMatch(tag)))
        {
            Add(field, "must be a language tag such as en or pt-BR");
        }
    }

    public void DateFormat(string field, string? format)
    {
        Text(field, format, MaxDateFormat);
        try
        {
            _ = format is null ? "" : DateTime.UnixEpoch.ToString(format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            Add(field, "must be a date format such as d MMMM yyyy");
        }
    }

    public void Schedule(RuleSchedule? schedule)
    {
        if (schedule is { Starts: { } starts, Ends: { } ends } && starts >= ends)
        {
            Add("schedule.ends", "must come after schedule.starts");
        }

        if (schedule?.Days.Any(day => !Enum.IsDefined(day)) == true)
        {
            Add("schedule.days", "must be names of days, monday to sunday");
        }
    }

    /// <param name="reason">Why a rule is changed.</param>
    /// <param name="isRequired">Whether it may not be missing.</param>
    public void Reason(string? reason, bool isRequired)
    {
        Text("reason", reason, MaxReason);
        if (isRequired && string.IsNullOrWhiteSpace(reason))
        {
            Add("reason", "is missing: this site requires one");
        }
    }

    // The form of BCP 47 without its registry: a language, then subtags.
    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]
    private static partial Regex TagPattern();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Recommender.Service.Importing.Text;

/// <summary>Parses the dates of feeds: ISO 8601 and RFC 822, with common deviations.</summary>
internal static partial class Dates
{
    // Longer than any date with its comment.
    private const int Longest = 200;

    private static readonly string[] Formats =
    [
        "d MMM yyyy H:mm:ss zzz", "d MMM yyyy H:mm zzz", "d MMM yyyy H:mm:ss", "d MMM yyyy H:mm", "d MMM yyyy", "d MMM yy H:mm:ss zzz",
        "d MMM yy H:mm zzz",
        "d MMM yyyy h:mm:ss tt zzz", "d MMM yyyy h:mm tt zzz", "MMM d yyyy H:mm:ss zzz", "MMM d yyyy H:mm:ss", "MMM d yyyy h:mm tt",
        "MMM d yyyy h:mm tt zzz",
        "MMM d yyyy", "MMM d H:mm:ss yyyy", "MMM d H:mm:ss zzz yyyy", "yyyy-M-d", "yyyy/M/d", "yyyy-M", "yyyy", "yyyyMMdd",
        "yyyyMMddHHmmss",
        "yyyy-M-d H:mm:ss zzz", "yyyy-M-d H:mm zzz", "yyyy-M-d H:mm:ss", "yyyy-M-d H:mm", "yyyy/M/d H:mm:ss", "yyyy/M/d H:mm:ss zzz",
        "d.M.yyyy", "d.M.yyyy H:mm", "d.M.yyyy H:mm:ss",
    ];

    private static readonly Dictionary<string, string> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = "+00:00", ["UTC"] = "+00:00", ["GMT"] = "+00:00", ["Z"] = "+00:00", ["WET"] = "+00:00", ["BST"] = "+01:00",
        ["WEST"] = "+01:00",
        ["CET"] = "+01:00", ["MEZ"] = "+01:00", ["CEST"] = "+02:00", ["MESZ"] = "+02:00", ["EET"] = "+02:00", ["EEST"] = "+03:00",
        ["MSK"] = "+03:00",
        ["IST"] = "+05:30", ["HKT"] = "+08:00", ["SGT"] = "+08:00", ["JST"] = "+09:00", ["KST"] = "+09:00", ["AEST"] = "+10:00",
        ["AEDT"] = "+11:00",
        ["NZST"] = "+12:00", ["NZDT"] = "+13:00", ["EST"] = "-05:00", ["EDT"] = "-04:00", ["ET"] = "-05:00", ["CST"] = "-06:00",
        ["CDT"] = "-05:00",
        ["MST"] = "-07:00", ["MDT"] = "-06:00", ["PST"] = "-08:00", ["PDT"] = "-07:00", ["PT"] = "-08:00", ["AKST"] = "-09:00",
        ["AKDT"] = "-08:00", ["HST"] = "-10:00",
    };

    /// <summary>The instant in UTC, to the millisecond; null if it cannot be parsed. Without a zone, UTC is assumed.</summary>
    public static DateTimeOffset? Parse(string? value)
    {
        value = value?.Trim();
        // WordPress writes this for drafts, other programs for "never".
        if (value is not { Length: > 0 and <= Longest } || value.StartsWith("0000", StringComparison.Ordinal))
        {
            return null;
        }

        if (char.IsAsciiDigit(value[0]) && value.Length >= 16 && value.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var iso))
        {
            return Sane(iso);
        }

        if (DateTimeOffset.TryParseExact(Tidy(value), Formats, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var known))
        {
            return Sane(known);
        }

        // Seconds or milliseconds since 1970, as in some custom exports.
        return long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 100_000_000
            and < 100_000_000_000_000
            ? Sane(count < 100_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(count) : DateTimeOffset.FromUnixTimeMilliseconds(count))
            : null;
    }

    private static DateTimeOffset? Sane(DateTimeOffset read)
    {
        var utc = read.ToUniversalTime();
        return utc.Year is < 1500 or > 9000
            ? null : new DateTimeOffset(utc.Ticks - utc.Ticks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
    }

    // Converts "Tues, 03  September, 2019 7:05:00 EDT" to "03 Sep 2019 7:05:00 -04:00".
    private static string Tidy(string value)
    {
        var text = Comment().Replace(value, "").Replace(',', ' ');
        text = IsoT().Replace(text, "$1 $2");
        text = Weekday().Replace(text, "");
        text = Month().Replace(text, match => match.Value[..3] + " ");
        text = Fraction().Replace(text, "$1");
        text = Zone().Replace(text, match => match.Groups[1].Value + " "
            + (Zones.TryGetValue(match.Groups[2].Value, out var zone) ? zone : match.Groups[2].Value));
        text = Offset().Replace(text, " $1$2:$3");
        return Blanks().Replace(text, " ").Trim();
    }

    [GeneratedRegex(@"\([^)]*\)\s*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"(\d)T(\d)")]
    private static partial Regex IsoT();

    [GeneratedRegex(@"^\s*(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Weekday();

    [GeneratedRegex(@"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?-?", RegexOptions.IgnoreCase)]
    private static partial Regex Month();

    [GeneratedRegex(@"(:\d\d)\.\d+")]
    private static partial Regex Fraction();

    [GeneratedRegex(@"([\d\s])\s*([A-Z]{1,4})(?=\s*$|\s+\d{4}$)", RegexOptions.IgnoreCase)]
    private static partial Regex Zone();

    [GeneratedRegex(@"\s*(?:GMT|UTC)?(?<=[\d\sCT])([+-])(\d\d):?(\d\d)(?=\s*$|\s+\d{4}$)", RegexOptions.IgnoreCase)]
    private static partial Regex Offset();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

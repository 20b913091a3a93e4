using System.Globalization;
using Recommender.Service.Importing.Text.WrittenDates;

namespace Recommender.Service.Importing.Text;

/// <summary>Parses the dates of feeds and pages: ISO 8601, RFC 822, and what people write in fifty languages.</summary>
internal static class Dates
{
    // Longer than any date with its comment.
    private const int Longest = 200;

    // Seconds since 1970: from March 1973 on, so that other numbers are not taken for them.
    private const long FewestSeconds = 100_000_000;
    private const long MostSeconds = 99_999_999_999;

    private static readonly string[] MailForms =
        ["ddd, d MMM yyyy HH:mm:ss zzz", "ddd, d MMM yyyy HH:mm:ss 'GMT'", "yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>
    /// The instant in UTC, to the millisecond; null if it cannot be parsed, or if it may be of two days ("03/04/2026"). Without a zone, UTC
    /// is assumed; for a date in Korean, Korea's.
    /// </summary>
    public static DateTimeOffset? Parse(string? value) => Read(value, default).Instant;

    /// <summary>The same, with what is known about the place where the date is written.</summary>
    public static WrittenDate Read(string? value, DateHints hints)
    {
        value = value?.Trim();
        // WordPress writes this for drafts, other programs for "never".
        if (value is not { Length: > 0 and <= Longest } || value.StartsWith("0000", StringComparison.Ordinal))
        {
            return WrittenDate.Unread;
        }

        var read = Common(value) is { } common ? new WrittenDate(common)
            : IsNumber(value) ? OfNumber(value) : DateReader.Read(value, hints);
        return read with { Instant = Sane(read.Instant), First = Sane(read.First), Other = Sane(read.Other) };
    }

    // Nearly all dates; the rest is read word for word.
    private static DateTimeOffset? Common(string value)
    {
        if (value.Length >= 16 && value.Length <= 40 && char.IsAsciiDigit(value[0]) && value[4] == '-' && value[10] == 'T'
            && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var iso))
        {
            return iso;
        }

        return DateTimeOffset.TryParseExact(
            value, MailForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var mail) ? mail : null;
    }

    private static bool IsNumber(string value) =>
        value.All(c => char.IsAsciiDigit(c) || c == '.') && value.Count(c => c == '.') <= 1 && value.TakeWhile(c => c != '.').Count() >= 9;

    private static WrittenDate OfNumber(string value)
    {
        // "20260325101500", "202603251015".
        if (value.Length is 14 or 12 && DateTimeOffset.TryParseExact(
            value, ["yyyyMMddHHmmss", "yyyyMMddHHmm"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var compact)
            && compact.Year is > 1900 and < 2200)
        {
            return new WrittenDate(compact);
        }

        if (!decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
        {
            return WrittenDate.Unread;
        }

        // Seconds, milliseconds or microseconds since 1970, as in some custom exports.
        var seconds = count switch
        {
            > FewestSeconds and <= MostSeconds => count,
            > MostSeconds and < MostSeconds * 1000m => count / 1000,
            >= 1_000_000_000_000_000m and < MostSeconds * 1_000_000m => count / 1_000_000,
            _ => -1,
        };
        return seconds < 0 ? WrittenDate.Unread : new WrittenDate(DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)));
    }

    private static DateTimeOffset? Sane(DateTimeOffset? read)
    {
        if (read is not { } date)
        {
            return null;
        }

        var utc = date.ToUniversalTime();
        // 1 January 1970, in whatever zone, is what programs write that know no date.
        var sinceEpoch = utc - DateTimeOffset.UnixEpoch;
        return utc.Year is < 1500 or > 9000 || (sinceEpoch > TimeSpan.FromHours(-14) && sinceEpoch < TimeSpan.FromHours(24))
            ? null : new DateTimeOffset(utc.Ticks - utc.Ticks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
    }
}

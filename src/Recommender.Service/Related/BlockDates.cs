using System.Globalization;

namespace Recommender.Service.Related;

/// <summary>Dates as editors want them in a block.</summary>
internal static class BlockDates
{
    private const string Default = "d MMMM yyyy";
    private const string Numbers = "yyyy-MM-dd";

    /// <param name="date">The date.</param>
    /// <param name="format">A .NET date format; null, or one that .NET refuses: day, month and year.</param>
    /// <param name="language">A BCP 47 tag. The program brings the names of months and days in English only: in another language, a format with such names becomes numbers.</param>
    public static string Format(DateTimeOffset date, string? format, string? language)
    {
        var wanted = IsFormat(format) ? format! : Default;
        var isEnglish = language is null || language.Split('-')[0].Equals("en", StringComparison.OrdinalIgnoreCase);
        var hasNames = wanted.Contains("MMM", StringComparison.Ordinal) || wanted.Contains("ddd", StringComparison.Ordinal);
        return date.ToString(isEnglish || !hasNames ? wanted : Numbers, CultureInfo.InvariantCulture);
    }

    private static bool IsFormat(string? format)
    {
        try
        {
            return !string.IsNullOrWhiteSpace(format) && DateTimeOffset.UnixEpoch.ToString(format, CultureInfo.InvariantCulture).Length > 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}

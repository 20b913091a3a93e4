using System.Globalization;

namespace Recommender.Service.Blocks.Dates;

/// <summary>Formats dates as editors configured them for a block.</summary>
internal static class BlockDates
{
    /// <param name="date">The time, in the time zone shown to readers.</param>
    /// <param name="format">A .NET date format; null or an invalid format: day, month and year in the order of the language.</param>
    /// <param name="language">A BCP 47 tag; null or an unknown language: English.</param>
    public static string Format(DateTimeOffset date, string? format, string? language)
    {
        var names = DateNames.In(language);
        return date.ToString(IsFormat(format) ? format : names.Date, names.Names);
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

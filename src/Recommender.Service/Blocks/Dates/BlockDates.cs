using System.Globalization;

namespace Recommender.Service.Blocks.Dates;

/// <summary>Dates as editors want them in a block.</summary>
internal static class BlockDates
{
    /// <param name="date">The moment, in the time zone that readers are to see.</param>
    /// <param name="format">A .NET date format; null, or one that .NET refuses: day, month and year as the language writes them.</param>
    /// <param name="language">A BCP 47 tag; null or one of an unknown language: English.</param>
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

using System.Globalization;
using System.Text.RegularExpressions;
using Recommender.Service.Importing.Text;

namespace Recommender.Service.Importing.Folders;

/// <summary>Dates as generators read them: with the offset that they state, or in the site's time zone.</summary>
internal static partial class StatedDate
{
    /// <param name="text">As in front matter.</param>
    /// <param name="zone">For a date without offset.</param>
    /// <returns>Null if it cannot be read.</returns>
    public static DateTimeOffset? Of(string? text, TimeZoneInfo zone)
    {
        if (text is null || Iso().Match(text.Trim()) is not { Success: true } match)
        {
            return Dates.Parse(text);
        }

        int Number(int group) => match.Groups[group].Success
            ? int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        if (!DateTime.TryParseExact($"{Number(1):0000}-{Number(2):00}-{Number(3):00} {Number(4):00}:{Number(5):00}:{Number(6):00}",
            "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return null;
        }

        var offset = match.Groups[7].Value switch
        {
            "" => zone.GetUtcOffset(local),
            "Z" or "z" or "UTC" => TimeSpan.Zero,
            var sign => TimeSpan.FromMinutes((sign[0] == '-' ? -1 : 1) * ((Number(8) * 60) + Number(9))),
        };
        return offset.Duration() > TimeSpan.FromHours(14) || local.Year < 2 ? null : new DateTimeOffset(local, offset);
    }

    /// <summary>For an article.</summary>
    public static string? Written(DateTimeOffset? date) => date?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|\s+)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?)?\s*(Z|z|UTC|[+-](\d\d):?(\d\d)?)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Iso();
}

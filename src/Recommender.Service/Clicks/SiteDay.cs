using System.Globalization;

namespace Recommender.Service.Clicks;

/// <summary>Days in a site's time zone.</summary>
internal static class SiteDay
{
    private const string Format = "yyyy-MM-dd";

    public static DateOnly Of(DateTimeOffset instant, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    public static string ToText(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    public static DateOnly Parse(string text) => DateOnly.ParseExact(text, Format, CultureInfo.InvariantCulture);
}

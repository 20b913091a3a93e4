namespace Recommender.Service.Importing.Text.WrittenDates;

/// <summary>What is known about the place where a date is written.</summary>
/// <param name="Language">The language tag of the item or feed; null if unknown.</param>
/// <param name="Orders">The order that other dates of the feed are seen to have.</param>
internal readonly record struct DateHints(string? Language, DayOrders Orders)
{
    // Countries that write the day first, whatever is the custom elsewhere in their language.
    private static readonly HashSet<string> DayFirstEnglish = ["gb", "uk", "au", "nz", "ie", "in", "za"];

    // Their short dates begin with the year, so that a date that ends with it comes from elsewhere.
    private static readonly HashSet<string> YearFirst = ["ja", "zh", "ko", "hu", "lt", "sv", "eu", "en", "mn"];

    /// <summary>True for day before month, false for month before day, null if nothing tells.</summary>
    /// <param name="isDashed">Whether dashes separate the numbers: such dates begin with the day unless something tells otherwise.</param>
    public bool? IsDayFirst(bool isDashed)
    {
        var (day, month) = isDashed
            ? (DayOrders.DayFirstWithDash, DayOrders.MonthFirstWithDash) : (DayOrders.DayFirst, DayOrders.MonthFirst);
        if ((Orders & (day | month)) is not DayOrders.None and var seen)
        {
            return seen == day ? true : seen == month ? false : null;
        }

        var parts = Language?.Trim().ToLowerInvariant().Split('-', '_') ?? [];
        var (name, region) = (parts.Length > 0 ? parts[0] : "", parts.Length > 1 ? parts[^1] : "");
        return region is "us" ? false
            : region is "ca" or "ph" ? null
            : name == "en" && DayFirstEnglish.Contains(region) ? true
            : name.Length == 2 && !YearFirst.Contains(name) ? true
            : isDashed ? true : null;
    }
}

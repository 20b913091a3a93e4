using System.Globalization;
using Recommender.Service.Importing.Text;
using Recommender.Service.Importing.Text.WrittenDates;

namespace Recommender.Service.Importing;

/// <summary>The dates of an item, chosen among those that its source states.</summary>
internal static class ItemDates
{
    private const int LongestShown = 40;

    /// <param name="raw">The item.</param>
    /// <param name="language">Its language tag; null if unknown.</param>
    /// <param name="notes">Gets a line for a date that cannot be read.</param>
    /// <returns>When it was published and updated; null for what is not stated or cannot be read with certainty.</returns>
    public static (DateTimeOffset? Published, DateTimeOffset? Updated) Of(RawItem raw, string? language, List<string> notes)
    {
        var hints = new DateHints(language, raw.DayOrders);
        var stated = raw.MoreDates.Prepend(raw.Published).Where(date => !string.IsNullOrWhiteSpace(date)).ToList();
        var read = stated.ConvertAll(date => Dates.Read(date, hints));
        var updated = Dates.Read(raw.Updated, hints);
        var published = read.Select(date => date.Instant).FirstOrDefault(date => date is not null)
            ?? read.Select(date => Decided(date, updated.Instant, raw.Url)).FirstOrDefault(date => date is not null);
        if (published is null)
        {
            notes.Add(stated.Count > 0 && !IsNever(stated[0]!) ? Unread("published", stated[0]!, read[0]) : "has no publication date");
        }

        var changed = updated.Instant ?? Decided(updated, published, null);
        if (changed is null && !string.IsNullOrWhiteSpace(raw.Updated) && !IsNever(raw.Updated))
        {
            notes.Add(Unread("updated", raw.Updated, updated));
        }

        return (published, changed);
    }

    // Of a date that may be of two days, the one that another date or the address states.
    private static DateTimeOffset? Decided(WrittenDate date, DateTimeOffset? other, string? url)
    {
        if (!date.IsAmbiguous)
        {
            return null;
        }

        DateTimeOffset[] candidates = [date.First!.Value, date.Other!.Value];
        var fitting = candidates.Where(candidate => (other is { } known && (candidate - known).Duration() < TimeSpan.FromHours(36))
            || IsIn(url, candidate, "yyyy/MM/dd") || IsIn(url, candidate, "yyyy-MM-dd") || IsIn(url, candidate, "yyyyMMdd")).ToList();
        return fitting.Count == 1 ? fitting[0] : null;
    }

    private static bool IsIn(string? url, DateTimeOffset date, string form) =>
        url?.Contains(date.ToString(form, CultureInfo.InvariantCulture), StringComparison.Ordinal) == true;

    private static bool IsNever(string date) => date.TrimStart().StartsWith("0000", StringComparison.Ordinal);

    private static string Unread(string field, string stated, WrittenDate read)
    {
        var shown = Markup.OneLine(stated) ?? "";
        shown = shown.Length <= LongestShown ? shown : shown[..LongestShown] + "…";
        return read.IsAmbiguous ? $"{field}: the date '{shown}' may be of two days" : $"{field}: cannot read the date '{shown}'";
    }
}

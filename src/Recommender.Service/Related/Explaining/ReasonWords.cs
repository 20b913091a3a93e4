using System.Globalization;
using Recommender.Engine.Explaining;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Related.Explaining;

/// <summary>Words the reasons for a reader.</summary>
internal static class ReasonWords
{
    public static readonly string OfMostRead = $"one of the most read of the last {BlockOptions.MostReadDays} days";

    public static string OfNewest(ArticleCard card, string? section)
    {
        var whose = section is not null && card.Section == section ? $"the section {section}" : "the site";
        return card.PublishedOrNull is { } date ? string.Create(CultureInfo.InvariantCulture,
            $"newest of {whose}, published {date:yyyy-MM-dd}") : $"newest of {whose}, date unknown";
    }

    public static IEnumerable<string> OfRanked(ArticleCard card, ItemExplanation item, PairReasons reasons)
    {
        if (item.Words.Count > 0)
        {
            yield return $"shares the words {List(item.Words)}";
        }

        if (item.Names.Count > 0)
        {
            yield return $"shares the names {List(item.Names)}";
        }

        if (item.Tags.Count > 0)
        {
            yield return $"shares the tags {List(item.Tags)}";
        }

        foreach (var reason in Links(reasons.Links))
        {
            yield return reason;
        }

        if (reasons.SameSection)
        {
            yield return $"is in the same section, {card.Section}";
        }

        if (reasons.SameAuthor)
        {
            yield return $"is by the same author, {card.Author}";
        }

        yield return Time(reasons.Later);
        yield return $"similarity: words {Number(item.Likeness!.Words)}, pairs of words {Number(item.Likeness.WordPairs)}, "
            + $"names {Number(item.Likeness.Names)}, "
            + $"subject {Number(item.Likeness.Subject)}, time {Number(item.Likeness.Time)}";
        yield return Position(item);
    }

    private static IEnumerable<string> Links(PairLinks links)
    {
        if (links.FromPage)
        {
            yield return "the page links to it";
        }

        if (links.ToPage)
        {
            yield return "it links to the page";
        }

        if (links.ToBoth > 0)
        {
            yield return links.ToBoth == 1 ? "1 article links to both" : $"{links.ToBoth} articles link to both";
        }

        if (links.ToItem > 0)
        {
            yield return links.ToItem == 1 ? "1 other article links to it" : $"{links.ToItem} other articles link to it";
        }
    }

    private static string Time(TimeSpan? later) => later switch
    {
        null => "date unknown",
        { TotalDays: > -1 and < 1 } => "published within a day of the page",
        { TotalDays: > 0 and var days } => $"published {Days(days)} after the page",
        { TotalDays: var days } => $"published {Days(-days)} before the page",
    };

    private static string Position(ItemExplanation item) => (item.LearnedPosition, item.UnlearnedPosition) switch
    {
        ({ } learned, { } unlearned) => $"position {learned} in the learned order, {unlearned} in the unlearned order",
        (null, { } unlearned) => $"position {unlearned} by similarity; this model has not learned from links",
        _ => "position unknown",
    };

    private static string Days(double days) => (int)days == 1 ? "1 day" : $"{(int)days} days";

    private static string List(IReadOnlyList<WeighedWord> words) =>
        string.Join(", ", words.Select(word => $"{word.Word} ({Number(word.Weight)})"));

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}

using System.Globalization;
using Recommender.Service.Articles;
using Recommender.Service.Related;
using Recommender.Service.Related.Dates;

namespace Recommender.Service.Embed;

/// <summary>A block as readers see it: what cannot be linked to is left out, addresses are http(s) or none.</summary>
public sealed record FragmentView
{
    public required string Heading { get; init; }

    /// <summary>The language of heading and dates; null: that of the page around.</summary>
    public required string? Language { get; init; }

    /// <summary>Key of the page's article; null where it is unknown.</summary>
    public required string? Page { get; init; }

    public required string? Model { get; init; }

    public required IReadOnlyList<FragmentItem> Items { get; init; }

    /// <param name="snapshot">The site as the block was built from it.</param>
    /// <param name="article">The page's card; -1 where it is unknown.</param>
    /// <param name="block">The block.</param>
    /// <param name="zone">The site's time zone, in which readers see dates.</param>
    public static FragmentView Of(SiteSnapshot snapshot, int article, Block block, TimeZoneInfo zone)
    {
        var language = block.Presentation.Language ?? (article < 0 ? null : snapshot.Articles[article].Language);
        return new FragmentView
        {
            Heading = block.Presentation.Heading ?? Headings.In(language),
            Language = language,
            Page = article < 0 ? null : snapshot.Articles[article].Key,
            Model = snapshot.Model?.Version,
            Items = [.. block.Items.Where(item => WebUrl.Parse(item.Card.Url) is not null).Select(item => FragmentItem.Of(item, block.Presentation, language, zone))],
        };
    }
}

/// <summary>An article in a block as readers see it.</summary>
/// <param name="Key">The article's key.</param>
/// <param name="Url">An http(s) address.</param>
/// <param name="Title">Its title.</param>
/// <param name="Image">An http(s) address; null: none.</param>
/// <param name="Label">Words beside the title; null: none.</param>
/// <param name="Section">Its section; null: none.</param>
/// <param name="Language">Its language where it is not the block's.</param>
/// <param name="Published">As machines read it; null where undated.</param>
/// <param name="Date">As readers see it.</param>
/// <param name="Source">Who picked it.</param>
public sealed record FragmentItem(
    string Key, string Url, string Title, string? Image, string? Label, string? Section, string? Language, string? Published, string? Date, string Source)
{
    public static FragmentItem Of(BlockItem item, BlockPresentation dates, string? language, TimeZoneInfo zone)
    {
        var published = item.Card.PublishedOrNull;
        return new FragmentItem(
            item.Card.Key, item.Card.Url!, item.Title, WebUrl.Parse(item.Image) is null ? null : item.Image, item.Presentation?.Label, item.Card.Section,
            item.Card.Language == language ? null : item.Card.Language,
            published?.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture),
            published is { } date ? BlockDates.Format(TimeZoneInfo.ConvertTime(date, zone), dates.DateFormat, language) : null,
            item.Source switch { BlockSource.Pin => "pin", BlockSource.Lock => "lock", BlockSource.Model => "model", _ => "fallback" });
    }
}

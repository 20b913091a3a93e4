using System.Globalization;
using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Dates;

namespace Recommender.Service.Embed;

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

using System.Globalization;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Dates;

namespace Recommender.Service.Embed;

/// <summary>An article in a block as shown to readers.</summary>
/// <param name="Url">An http or https address.</param>
/// <param name="Image">The picture, or null.</param>
/// <param name="Label">Text beside the title, or null.</param>
/// <param name="Language">The article's language if it differs from the block's; otherwise null.</param>
/// <param name="Published">Machine-readable date; null if undated.</param>
/// <param name="Date">Date as shown to readers.</param>
/// <param name="Source">What placed the article in the block.</param>
public sealed record FragmentItem(
    string Key, string Url, string Title, Picture? Image,
    string? Label, string? Section, string? Language, string? Published, string? Date, string Source)
{
    public static FragmentItem Of(BlockItem item, BlockPresentation dates, string? language, TimeZoneInfo zone)
    {
        var published = item.Card.PublishedOrNull;
        return new FragmentItem(
            item.Card.Key, item.Card.Url!, item.Title, Picture.Of(item.Image), item.Presentation?.Label, item.Card.Section,
            item.Card.Language == language ? null : item.Card.Language,
            published?.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture),
            published is { } date ? BlockDates.Format(TimeZoneInfo.ConvertTime(date, zone), dates.DateFormat, language) : null,
            item.Source switch { BlockSource.Pin => "pin", BlockSource.Lock => "lock", BlockSource.Model => "model", _ => "fallback" });
    }
}

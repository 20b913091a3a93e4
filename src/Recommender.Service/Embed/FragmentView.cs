using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;

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

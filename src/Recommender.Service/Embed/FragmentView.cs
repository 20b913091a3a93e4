using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Storage;

namespace Recommender.Service.Embed;

/// <summary>A block as shown to readers: items without an address are omitted, and addresses are http or https.</summary>
public sealed record FragmentView
{
    public required string Heading { get; init; }

    /// <summary>The language of heading and dates; null for that of the surrounding page.</summary>
    public required string? Language { get; init; }

    /// <summary>Key of the page's article; null if unknown.</summary>
    public required string? Page { get; init; }

    public required string? Model { get; init; }

    /// <summary>The arrangement, in the words of <c>data-layout</c>.</summary>
    public required string Layout { get; init; }

    public required IReadOnlyList<FragmentItem> Items { get; init; }

    /// <param name="snapshot">The snapshot from which the block was built.</param>
    /// <param name="article">The page's card; -1 if unknown.</param>
    /// <param name="block">The block.</param>
    /// <param name="options">The site's settings.</param>
    /// <param name="look">What the page asks for instead.</param>
    internal static FragmentView Of(SiteSnapshot snapshot, int article, Block block, BlockOptions options, BlockLook look)
    {
        var language = block.Presentation.Language ?? (article < 0 ? null : snapshot.Articles[article].Language);
        return new FragmentView
        {
            Heading = block.Presentation.Heading ?? look.Heading ?? block.SiteHeading ?? Headings.In(language),
            Language = language,
            Page = article < 0 ? null : snapshot.Articles[article].Key,
            Model = snapshot.Model?.Version,
            Layout = EnumWords.Of(look.Layout ?? options.Layout),
            Items = [.. block.Items.Where(item => WebUrl.Parse(item.Card.Url) is not null)
                .Select(item => FragmentItem.Of(item, block.Presentation, language, options.TimeZone))],
        };
    }
}

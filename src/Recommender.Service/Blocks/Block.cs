using Recommender.Service.Rules;

namespace Recommender.Service.Blocks;

/// <summary>The related block of a page.</summary>
/// <param name="Items">The articles in order.</param>
public sealed record Block(IReadOnlyList<BlockItem> Items)
{
    /// <summary>The rule that suppresses the page's block; null if there is none.</summary>
    public Rule? NoBlock { get; init; }

    /// <summary>The presentation of the block itself.</summary>
    public BlockPresentation Presentation { get; init; } = BlockPresentation.None;

    /// <summary>The site's own heading, for blocks to which no editor gave one; null if the site has none.</summary>
    public string? SiteHeading { get; init; }

    /// <summary>The section whose newest articles were used to fill the block; null if none.</summary>
    internal string? FilledFromSection { get; init; }

    /// <summary>True if the newest or most read articles of the site were used to fill the block.</summary>
    internal bool FilledFromNewest { get; init; }

    /// <summary>Articles kept out by rules or because all slots were taken; only if the request asks for explanations.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; init; } = [];
}

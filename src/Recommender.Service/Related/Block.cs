using Recommender.Service.Rules;

namespace Recommender.Service.Related;

/// <summary>What is asked of a block.</summary>
public sealed record BlockRequest
{
    /// <summary>Index of the page's card; -1 for a page that is unknown, whose block is the newest articles.</summary>
    public required int Article { get; init; }

    public required int Limit { get; init; }

    /// <summary>Cards that the page shows already.</summary>
    public IReadOnlyList<int> Excluded { get; init; } = [];

    /// <summary>Only articles of one of these sections, in any case; empty: of all.</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];

    /// <summary>Only articles with one of these tags, in any case; empty: with any.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Only articles published at or after; null: no such bound. UTC.</summary>
    public DateTime? From { get; init; }

    /// <summary>Only articles published before; null: no such bound. UTC.</summary>
    public DateTime? Before { get; init; }

    /// <summary>Fill up where the model has too few, in the order that <see cref="BlockOptions.Fallback"/> says.</summary>
    public bool Fallback { get; init; }

    /// <summary>Tell which rules touched what. Costs more than the block.</summary>
    public bool Explain { get; init; }
}

/// <summary>The related block of a page.</summary>
/// <param name="Items">What stands in it, in order.</param>
public sealed record Block(IReadOnlyList<BlockItem> Items)
{
    /// <summary>The rule by which the page has no block; null where it may have one.</summary>
    public Rule? NoBlock { get; init; }

    /// <summary>How the block itself is shown.</summary>
    public BlockPresentation Presentation { get; init; } = BlockPresentation.None;

    /// <summary>The section whose newest articles were looked at to fill it up; null: none.</summary>
    internal string? FilledFromSection { get; init; }

    /// <summary>Whether the newest or the most read articles of the site were looked at to fill it up.</summary>
    internal bool FilledFromNewest { get; init; }

    /// <summary>What rules, or the lack of a place, kept out; told only where the request asks to explain.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; init; } = [];
}

/// <summary>An article in a block.</summary>
/// <param name="Card">The article.</param>
/// <param name="Score">Relatedness in [0, 1], as the model sees it; null where it did not pick the article.</param>
/// <param name="Source">Who picked it.</param>
public sealed record BlockItem(ArticleCard Card, float? Score, BlockSource Source)
{
    /// <summary>How this pick is shown in this block; null: as the article says.</summary>
    public PickPresentation? Presentation { get; init; }

    /// <summary>Whether it fills the block up because it is read much, not because it is new.</summary>
    internal bool IsMostRead { get; init; }

    /// <summary>The index of the card.</summary>
    internal int Index { get; init; } = -1;

    /// <summary>The rules that touched it; told only where the request asks to explain.</summary>
    public IReadOnlyList<RuleTouch> Rules { get; init; } = [];

    /// <summary>The title that readers see.</summary>
    public string Title => Presentation?.Title ?? Card.Title;

    /// <summary>The absolute URL of the image that readers see; null where there is none.</summary>
    public string? Image => Presentation?.Image ?? Card.Image;
}

/// <summary>Who picked an article for a block.</summary>
public enum BlockSource
{
    /// <summary>An editor, for this place.</summary>
    Pin,

    /// <summary>An editor, who locked the block.</summary>
    Lock,

    Model,
    Fallback,
}

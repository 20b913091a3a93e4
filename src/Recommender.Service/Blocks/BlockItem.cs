using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Blocks;

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

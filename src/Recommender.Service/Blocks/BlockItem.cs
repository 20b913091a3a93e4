using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Blocks;

/// <summary>An article in a block.</summary>
/// <param name="Score">Relatedness in [0, 1] by the model; null if the model did not pick the article.</param>
/// <param name="Source">What placed the article.</param>
public sealed record BlockItem(ArticleCard Card, float? Score, BlockSource Source)
{
    /// <summary>The editor's presentation of this item; null for the article's own.</summary>
    public PickPresentation? Presentation { get; init; }

    /// <summary>True if it fills the block because it is much read, not because it is new.</summary>
    internal bool IsMostRead { get; init; }

    /// <summary>The index of the card.</summary>
    internal int Index { get; init; } = -1;

    /// <summary>The rules that affected it; only if the request asks for explanations.</summary>
    public IReadOnlyList<RuleTouch> Rules { get; init; } = [];

    /// <summary>The title shown to readers.</summary>
    public string Title => Presentation?.Title ?? Card.Title;

    /// <summary>The absolute URL of the image shown to readers, or null.</summary>
    public string? Image => Presentation?.Image ?? Card.Image;
}

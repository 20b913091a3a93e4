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

    /// <summary>Fill up with the newest articles where the model has too few.</summary>
    public bool Fallback { get; init; }
}

/// <summary>An article in a block.</summary>
/// <param name="Card">The article.</param>
/// <param name="Score">Relatedness in [0, 1]; null for a fallback.</param>
/// <param name="Source">Who picked it.</param>
public sealed record BlockItem(ArticleCard Card, float? Score, BlockSource Source);

/// <summary>Who picked an article for a block.</summary>
public enum BlockSource
{
    Model,
    Fallback,
}

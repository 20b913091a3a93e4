namespace Recommender.Service.Blocks;

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

namespace Recommender.Engine.Explaining;

/// <summary>What speaks for one document beside another: what the two share, in words and numbers.</summary>
public sealed record PairReasons
{
    /// <summary>Terms of both texts, the one that adds most to their cosine first.</summary>
    public required IReadOnlyList<SharedWord> Terms { get; init; }

    /// <summary>Capitalised phrases of both texts, likewise.</summary>
    public required IReadOnlyList<SharedWord> Names { get; init; }

    /// <summary>Tags of both, as the page writes them, the weightiest first. Ignored tags are left out.</summary>
    public required IReadOnlyList<SharedWord> Tags { get; init; }

    public required PairSimilarity Similarity { get; init; }

    public required PairLinks Links { get; init; }

    /// <summary>How much later than the page the item was published (below zero: earlier); null where a date is unknown.</summary>
    public required TimeSpan? Later { get; init; }

    public required bool SameSection { get; init; }

    public required bool SameAuthor { get; init; }
}

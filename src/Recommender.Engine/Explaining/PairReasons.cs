namespace Recommender.Engine.Explaining;

/// <summary>Evidence that one document is related to another: what they share, in words and numbers.</summary>
public sealed record PairReasons
{
    /// <summary>Terms in both texts, by descending contribution to the cosine.</summary>
    public required IReadOnlyList<SharedWord> Terms { get; init; }

    /// <summary>Capitalised phrases in both texts, by descending contribution to the cosine.</summary>
    public required IReadOnlyList<SharedWord> Names { get; init; }

    /// <summary>Tags of both, spelled as on the page, by descending weight. Ignored tags are excluded.</summary>
    public required IReadOnlyList<SharedWord> Tags { get; init; }

    public required PairSimilarity Similarity { get; init; }

    public required PairLinks Links { get; init; }

    /// <summary>How much later than the page the item was published (negative: earlier); null if a date is unknown.</summary>
    public required TimeSpan? Later { get; init; }

    public required bool SameSection { get; init; }

    public required bool SameAuthor { get; init; }
}

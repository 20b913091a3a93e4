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

/// <summary>A word, name or tag that two documents share.</summary>
/// <param name="Word">As it is written in the page's text, not its stem.</param>
/// <param name="Weight">What it adds to the cosine of the two; 0 for a tag that came after training.</param>
public readonly record struct SharedWord(string Word, float Weight);

/// <summary>
/// What the unlearned score is a weighted sum of. Cosines in [-1, 1]; they pass 1 where articles that came after training share words that only
/// one article had before.
/// </summary>
/// <param name="Terms">Of the words.</param>
/// <param name="Bigrams">Of the pairs of neighbouring words.</param>
/// <param name="Names">Of the capitalised phrases.</param>
/// <param name="Embedding">Of what the texts are about, by the embedding that was learned from the site.</param>
/// <param name="Time">Closeness in time, 1 for one day, falling towards 0.</param>
public readonly record struct PairSimilarity(float Terms, float Bigrams, float Names, float Embedding, float Time);

/// <summary>How links bind two documents.</summary>
/// <param name="FromPage">The page links to the item.</param>
/// <param name="ToPage">The item links to the page.</param>
/// <param name="ToBoth">How many articles linked to both when the model was trained.</param>
/// <param name="ToItem">How many articles other than the page linked to the item when the model was trained.</param>
public readonly record struct PairLinks(bool FromPage, bool ToPage, int ToBoth, int ToItem);

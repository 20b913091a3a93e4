namespace Recommender.Engine.Candidates;

/// <summary>
/// A candidate with its score in [0, 1] and the components of its unlearned score. <c>Unlearned</c> is its position in the unlearned order,
/// from 1; 0 until that order exists.
/// </summary>
internal readonly record struct Scored(int Document, float Score, HybridParts Parts, int Unlearned = 0)
{
    /// <summary>Start of the terms shared with the query; see <see cref="HybridScorer.Shared"/>.</summary>
    public int SharedFrom { get; init; }

    public int SharedCount { get; init; }

    /// <summary>Converts a ranked list to the form stored in a model.</summary>
    public static RelatedEntry[] ToEntries(ReadOnlySpan<Scored> ranked)
    {
        var entries = new RelatedEntry[ranked.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = new RelatedEntry(ranked[i].Document, ranked[i].Score, (ushort)Math.Min(ranked[i].Unlearned, ushort.MaxValue));
        }

        return entries;
    }
}

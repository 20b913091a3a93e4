namespace Recommender.Engine.Candidates;

/// <summary>A candidate with its score in [0, 1] and what the unlearned ranking made it of.</summary>
/// <param name="Document">Its index.</param>
/// <param name="Score">In [0, 1].</param>
/// <param name="Parts">What the unlearned score is made of.</param>
/// <param name="Unlearned">Its position in the unlearned order, from 1; 0 before that order is made.</param>
internal readonly record struct Scored(int Document, float Score, HybridParts Parts, int Unlearned = 0)
{
    /// <summary>Where the terms begin that it shares with the query; see <see cref="HybridScorer.Shared"/>.</summary>
    public int SharedFrom { get; init; }

    public int SharedCount { get; init; }

    /// <summary>A ranked list in the form that a model keeps.</summary>
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

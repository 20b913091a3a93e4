namespace Recommender.Engine.Encoding;

/// <summary>Turns counted ids into weighted unit vectors.</summary>
/// <param name="Idf">Inverse document frequency by id; see <see cref="IdfOf"/>.</param>
/// <param name="DocumentFrequency">By id: the number of documents that contain it.</param>
/// <param name="MeanLength">Mean number of entries per document.</param>
internal sealed record TermWeighting(float[] Idf, int[] DocumentFrequency, float MeanLength)
{
    /// <summary>How quickly further occurrences stop counting (BM25's k1).</summary>
    private const float Saturation = 1.2f;

    /// <summary>How much a long document's counts are discounted (BM25's b).</summary>
    private const float LengthDiscount = 0.3f;

    public static TermWeighting Of(int[] documentFrequency, int documents, double entries) =>
        new(Array.ConvertAll(documentFrequency, df => IdfOf(df, documents)), documentFrequency, (float)(entries / Math.Max(1, documents)));

    /// <summary>
    /// ln(1 + (N - df + 0.5) / (df + 0.5)): BM25's inverse document frequency, never negative (Robertson and Zaragoza 2009; Lucene's form).
    /// </summary>
    public static float IdfOf(int documentFrequency, int documents) =>
        (float)Math.Log(1 + (Math.Max(0, documents - documentFrequency) + 0.5) / (documentFrequency + 0.5));

    /// <summary>
    /// A unit vector of idf × tf × (k1 + 1) / (tf + k1 × (1 - b + b × length / mean length)) (BM25's term weight, Robertson and Zaragoza
    /// 2009). The norm is computed over ids that occur in at least two documents, so that terms unique to a document do not weaken the
    /// others.
    /// </summary>
    /// <param name="occurrences">Ids, one entry per occurrence, in any order; negative entries are ignored.</param>
    /// <param name="boosted">Ids that count once more (those of the title).</param>
    public (int[] Ids, float[] Weights) Vector(ReadOnlySpan<int> occurrences, ReadOnlySpan<int> boosted)
    {
        var sorted = new int[occurrences.Length + boosted.Length];
        occurrences.CopyTo(sorted);
        boosted.CopyTo(sorted.AsSpan(occurrences.Length));
        Array.Sort(sorted);
        var first = 0;
        while (first < sorted.Length && sorted[first] < 0)
        {
            first++;
        }

        var distinct = 0;
        for (var i = first; i < sorted.Length; i++)
        {
            distinct += i == first || sorted[i] != sorted[i - 1] ? 1 : 0;
        }

        var (ids, weights) = (new int[distinct], new float[distinct]);
        var norm = Saturation * (1 - LengthDiscount + LengthDiscount * (sorted.Length - first) / Math.Max(1, MeanLength));
        double squares = 0;
        for (int i = first, at = 0; at < distinct; at++)
        {
            var id = sorted[i];
            var start = i;
            while (i < sorted.Length && sorted[i] == id)
            {
                i++;
            }

            var tf = i - start;
            var weight = Idf[id] * tf * (Saturation + 1) / (tf + norm);
            (ids[at], weights[at]) = (id, weight);
            squares += DocumentFrequency[id] > 1 ? (double)weight * weight : 0;
        }

        if (squares == 0)
        {
            foreach (var weight in weights)
            {
                squares += (double)weight * weight;
            }
        }

        var scale = squares > 0 ? (float)(1 / Math.Sqrt(squares)) : 0;
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] *= scale;
        }

        return (ids, weights);
    }
}

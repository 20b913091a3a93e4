using System.Numerics.Tensors;
using Recommender.Engine.Encoding;

namespace Recommender.Engine.Candidates;

/// <summary>
/// Approximate nearest neighbours by embedding. Documents are assigned to the nearest of about 2√N centroids (an inverted file, Jégou et
/// al. 2011), and a search scans only the nearest few cells. Centroids never change once created; documents are added one by one. Small
/// collections are scanned completely. A cell stores its documents as contiguous bytes, because a scan of thousands is limited by memory
/// bandwidth, not by arithmetic.
/// </summary>
internal sealed class EmbeddingIndex
{
    private const int Rounds = 6;
    private const int SamplePerCentroid = 40;
    private const int Probes = 12;
    private const int LookAtAll = 4096;

    private readonly float[] _centroids;
    private readonly int _dimensions;
    private readonly QuantisedRows[] _cells;

    private EmbeddingIndex(float[] centroids, int dimensions)
    {
        (_centroids, _dimensions) = (centroids, dimensions);
        _cells = new QuantisedRows[dimensions == 0 ? 0 : centroids.Length / dimensions];
        for (var i = 0; i < _cells.Length; i++)
        {
            _cells[i] = new QuantisedRows(dimensions);
        }
    }

    /// <summary>Creates an empty index with centroids fitted to the documents (spherical k-means).</summary>
    public static EmbeddingIndex Make(EncodedDocuments documents)
    {
        var (n, d) = (documents.Count, documents.Dimensions);
        if (n == 0 || d == 0)
        {
            return new EmbeddingIndex([], 0);
        }

        if (n <= LookAtAll)
        {
            return new EmbeddingIndex(documents.Embedding(0).ToArray(), d);
        }

        var k = Math.Clamp((int)(2 * Math.Sqrt(n)), 1, n);
        var sample = Enumerable.Range(0, Math.Min(n, k * SamplePerCentroid))
            .Select(i => (int)((long)i * n / Math.Min(n, k * SamplePerCentroid))).ToArray();
        var centroids = new float[k * d];
        for (var c = 0; c < k; c++)
        {
            documents.Embedding(sample[(int)((long)c * sample.Length / k)]).CopyTo(centroids.AsSpan(c * d, d));
        }

        var nearest = new int[sample.Length];
        for (var round = 0; round < Rounds; round++)
        {
            Parallel.For(0, sample.Length, i => nearest[i] = Nearest(centroids, d, documents.Embedding(sample[i])));
            var sums = new float[k * d];
            for (var i = 0; i < sample.Length; i++)
            {
                var sum = sums.AsSpan(nearest[i] * d, d);
                TensorPrimitives.Add(sum, documents.Embedding(sample[i]), sum);
            }

            for (var c = 0; c < k; c++)
            {
                var sum = sums.AsSpan(c * d, d);
                var norm = TensorPrimitives.Norm<float>(sum);
                if (norm > 0)
                {
                    TensorPrimitives.Divide(sum, norm, centroids.AsSpan(c * d, d));
                }
            }
        }

        return new EmbeddingIndex(centroids, d);
    }

    /// <summary>Creates an empty index with the same centroids.</summary>
    public EmbeddingIndex Another() => new(_centroids, _dimensions);

    public int CellOf(ReadOnlySpan<float> embedding) => _dimensions == 0 ? -1 : Nearest(_centroids, _dimensions, embedding);

    public void Add(int document, int cell, ReadOnlySpan<float> embedding)
    {
        if (cell >= 0)
        {
            _cells[cell].Add(document, embedding);
        }
    }

    /// <summary>Adds each document of the nearest cells with its cosine, accurate to about 0.01, in a deterministic order.</summary>
    public void Probe(ReadOnlySpan<float> embedding, List<int> found, List<float> cosines)
    {
        if (_dimensions == 0)
        {
            return;
        }

        var cells = _cells.Length;
        Span<float> scores = cells <= 2048 ? stackalloc float[cells] : new float[cells];
        for (var c = 0; c < cells; c++)
        {
            scores[c] = TensorPrimitives.Dot(embedding, _centroids.AsSpan(c * _dimensions, _dimensions));
        }

        Span<int> nearest = stackalloc int[Math.Min(Probes, cells)];
        Strongest.Select(scores, nearest);
        Span<short> query = stackalloc short[QuantisedRows.Padded(_dimensions)];
        var scale = QuantisedRows.Quantise(embedding, query);
        foreach (var cell in nearest)
        {
            _cells[cell].Look(query, scale, found, cosines);
        }
    }

    private static int Nearest(float[] centroids, int d, ReadOnlySpan<float> embedding)
    {
        var (best, bestScore) = (0, float.NegativeInfinity);
        for (var c = 0; c * d < centroids.Length; c++)
        {
            var score = TensorPrimitives.Dot(embedding, centroids.AsSpan(c * d, d));
            if (score > bestScore)
            {
                (best, bestScore) = (c, score);
            }
        }

        return best;
    }
}

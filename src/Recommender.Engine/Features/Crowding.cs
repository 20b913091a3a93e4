using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;

namespace Recommender.Engine.Features;

/// <summary>How close each candidate's nearest neighbours are to it, by embedding. Not thread-safe; use one instance per thread.</summary>
internal sealed class Crowding
{
    /// <summary>Number of neighbours that count.</summary>
    public const int Neighbours = 8;

    private const int Lanes = 8;
    private const int Together = 4;

    // Below every cosine: a candidate is not its own neighbour.
    private const float None = -2;

    private float[] _rows = [];
    private float[] _cosines = [];

    /// <summary>
    /// Writes for each candidate the mean of its cosines to the nearest <see cref="Neighbours"/> other candidates; 0 if there are no
    /// others.
    /// </summary>
    public void Measure(EncodedDocuments documents, ReadOnlySpan<Scored> candidates, Span<float> into)
    {
        if (candidates.Length < 2)
        {
            into[..candidates.Length].Clear();
            return;
        }

        var padded = (candidates.Length + Lanes - 1) / Lanes * Lanes;
        var width = (documents.Dimensions + Lanes - 1) / Lanes * Lanes;
        Lay(documents, candidates, padded, width);
        Compare(candidates.Length, padded, width);
        Span<float> means = stackalloc float[Lanes];
        for (var i = 0; i < candidates.Length; i += Lanes)
        {
            MeansOfLargest(i, candidates.Length, padded).CopyTo(means);
            means[..Math.Min(Lanes, candidates.Length - i)].CopyTo(into[i..]);
        }
    }

    // Embeddings in sequence, padded with zeros.
    private void Lay(EncodedDocuments documents, ReadOnlySpan<Scored> candidates, int padded, int width)
    {
        if (_rows.Length < padded * width || _cosines.Length < padded * padded)
        {
            (_rows, _cosines) = (new float[padded * width], new float[padded * padded]);
        }

        for (var i = 0; i < padded; i++)
        {
            var row = _rows.AsSpan(i * width, width);
            row.Clear();
            if (i < candidates.Length)
            {
                documents.Embedding(candidates[i].Document).CopyTo(row);
            }
        }
    }

    private void Compare(int count, int padded, int width)
    {
        Span<float> found = stackalloc float[Together];
        for (var i = 0; i < count; i++)
        {
            for (var j = i / Together * Together; j < count; j += Together)
            {
                Multiply(_rows.AsSpan(i * width, width), _rows.AsSpan(j * width, Together * width), found);
                for (var k = 0; k < Together; k++)
                {
                    _cosines[i * padded + j + k] = found[k];
                    _cosines[(j + k) * padded + i] = found[k];
                }
            }

            _cosines[i * padded + i] = None;
        }
    }

    // One row against four, so that each of its numbers is loaded once for all four.
    private static void Multiply(ReadOnlySpan<float> row, ReadOnlySpan<float> others, Span<float> into)
    {
        ref var a = ref MemoryMarshal.GetReference(row);
        ref var b = ref MemoryMarshal.GetReference(others);
        var width = (nuint)row.Length;
        var (first, second, third, fourth) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        for (nuint i = 0; i < width; i += Lanes)
        {
            var own = Vector256.LoadUnsafe(ref a, i);
            first = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref b, i), first);
            second = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref b, width + i), second);
            third = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref b, 2 * width + i), third);
            fourth = Vector256.FusedMultiplyAdd(own, Vector256.LoadUnsafe(ref b, 3 * width + i), fourth);
        }

        into[0] = Vector256.Sum(first);
        into[1] = Vector256.Sum(second);
        into[2] = Vector256.Sum(third);
        into[3] = Vector256.Sum(fourth);
    }

    // Eight candidates at a time: for each the largest cosines so far in descending order, into which each new cosine is inserted.
    private Vector256<float> MeansOfLargest(int from, int count, int padded)
    {
        var kept = Math.Min(Neighbours, count - 1);
        Span<Vector256<float>> largest = stackalloc Vector256<float>[Neighbours];
        largest.Fill(Vector256.Create(float.NegativeInfinity));
        ref var cosines = ref MemoryMarshal.GetArrayDataReference(_cosines);
        for (var j = 0; j < count; j++)
        {
            var sinking = Vector256.LoadUnsafe(ref cosines, (nuint)(j * padded + from));
            for (var k = 0; k < largest.Length; k++)
            {
                (largest[k], sinking) = (Vector256.Max(largest[k], sinking), Vector256.Min(largest[k], sinking));
            }
        }

        var sum = Vector256<float>.Zero;
        foreach (var rank in largest[..kept])
        {
            sum += rank;
        }

        return sum / kept;
    }
}

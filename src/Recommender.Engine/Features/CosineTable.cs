using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Recommender.Engine.Encoding;
using Recommender.Engine.Ranking;

namespace Recommender.Engine.Features;

/// <summary>The cosine of each candidate's embedding with each other's. Not thread-safe; one a thread.</summary>
internal sealed class CosineTable
{
    private const int Lanes = 8;
    private const int Together = 4;

    private float[] _rows = [];
    private float[] _cosines = [];
    private int _count;

    /// <summary>Cosines of one candidate with all, its own among them; valid until the next <see cref="Fill"/>.</summary>
    public ReadOnlySpan<float> this[int candidate] => _cosines.AsSpan(candidate * _count, _count);

    public void Fill(EncodedDocuments documents, ReadOnlySpan<Scored> candidates)
    {
        _count = candidates.Length;
        var width = (documents.Dimensions + Lanes - 1) / Lanes * Lanes;
        // Rows of zeros at the end, so that the last ones are not looked at in another way.
        var padded = (_count + Together - 1) / Together * Together;
        if (_rows.Length < padded * width || _cosines.Length < _count * _count)
        {
            (_rows, _cosines) = (new float[padded * width], new float[_count * _count]);
        }

        for (var i = 0; i < padded; i++)
        {
            var row = _rows.AsSpan(i * width, width);
            row.Clear();
            if (i < _count)
            {
                documents.Embedding(candidates[i].Document).CopyTo(row);
            }
        }

        Span<float> found = stackalloc float[Together];
        for (var i = 0; i < _count; i++)
        {
            for (var j = i / Together * Together; j < _count; j += Together)
            {
                Multiply(_rows.AsSpan(i * width, width), _rows.AsSpan(j * width, Together * width), found);
                for (var k = 0; k < Together && j + k < _count; k++)
                {
                    _cosines[i * _count + j + k] = found[k];
                    _cosines[(j + k) * _count + i] = found[k];
                }
            }
        }
    }

    // One row with four, so that each number of it is read once for all.
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
}

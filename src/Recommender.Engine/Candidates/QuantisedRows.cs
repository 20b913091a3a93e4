using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Recommender.Engine.Candidates;

/// <summary>
/// Document vectors with one byte per number (scalar quantisation), stored row after row: a full scan reads a quarter of the memory. Rows
/// can be added.
/// </summary>
internal sealed class QuantisedRows(int dimensions)
{
    private const int Block = 32;
    private const int Largest = 127;

    private readonly int _width = Padded(dimensions);
    private readonly List<int> _documents = [];
    private readonly List<float> _scales = [];
    private sbyte[] _values = [];

    /// <summary>The padded length of a row of this many numbers.</summary>
    public static int Padded(int dimensions) => (dimensions + Block - 1) / Block * Block;

    /// <summary>Writes a vector as integers from -127 to 127, padded with 0.</summary>
    /// <returns>The factor that scales the integers back to the vector; 0 for a zero vector.</returns>
    public static float Quantise(ReadOnlySpan<float> vector, Span<short> into)
    {
        into.Clear();
        var largest = TensorPrimitives.MaxMagnitude(vector);
        if (largest == 0)
        {
            return 0;
        }

        for (var i = 0; i < vector.Length; i++)
        {
            into[i] = (short)MathF.Round(vector[i] * (Largest / Math.Abs(largest)));
        }

        return Math.Abs(largest) / Largest;
    }

    public void Add(int document, ReadOnlySpan<float> vector)
    {
        var at = _documents.Count * _width;
        if (_values.Length < at + _width)
        {
            Array.Resize(ref _values, Math.Max(at + _width, at * 3 / 2));
        }

        Span<short> row = stackalloc short[_width];
        _scales.Add(Quantise(vector, row));
        _documents.Add(document);
        for (var i = 0; i < row.Length; i++)
        {
            _values[at + i] = (sbyte)row[i];
        }
    }

    /// <summary>Adds all documents, each with the dot product of its vector and the query.</summary>
    /// <param name="query">A vector written by <see cref="Quantise"/>.</param>
    /// <param name="scale">The factor that <see cref="Quantise"/> returned for it.</param>
    public void Look(ReadOnlySpan<short> query, float scale, List<int> documents, List<float> products)
    {
        var first = products.Count;
        documents.AddRange(_documents);
        CollectionsMarshal.SetCount(products, first + _documents.Count);
        var into = CollectionsMarshal.AsSpan(products)[first..];
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = scale * _scales[i] * Dot(query, _values.AsSpan(i * _width, _width));
        }
    }

    private static int Dot(ReadOnlySpan<short> query, ReadOnlySpan<sbyte> row)
    {
        ref var a = ref MemoryMarshal.GetReference(query);
        ref var b = ref MemoryMarshal.GetReference(row);
        var sums = Vector256<int>.Zero;
        for (nuint i = 0; i < (nuint)row.Length; i += Block)
        {
            // A short holds the sum of two products of numbers up to 127, but not of three.
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref b, i));
            var products = low * Vector256.LoadUnsafe(ref a, i) + high * Vector256.LoadUnsafe(ref a, i + Block / 2);
            var (lower, upper) = Vector256.Widen(products);
            sums += lower + upper;
        }

        return Vector256.Sum(sums);
    }
}

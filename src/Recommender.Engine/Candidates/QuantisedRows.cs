using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Recommender.Engine.Candidates;

/// <summary>
/// Documents with their vectors as one byte a number (scalar quantisation), row after row: a quarter of the memory that a look at all of them
/// has to read. Rows can be added.
/// </summary>
internal sealed class QuantisedRows(int dimensions)
{
    private const int Block = 32;
    private const int Largest = 127;

    private readonly int _width = Padded(dimensions);
    private readonly List<int> _documents = [];
    private readonly List<float> _scales = [];
    private sbyte[] _values = [];

    /// <summary>The length of a row of so many numbers.</summary>
    public static int Padded(int dimensions) => (dimensions + Block - 1) / Block * Block;

    /// <summary>Writes a vector as whole numbers from -127 to 127, padded with 0.</summary>
    /// <returns>What these are to be multiplied by to have the vector again; 0 for a vector of zeros.</returns>
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

    /// <summary>Adds all documents, and the dot product of each with the query.</summary>
    /// <param name="query">As <see cref="Quantise"/> writes it.</param>
    /// <param name="scale">What <see cref="Quantise"/> returned.</param>
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
            // Two products of numbers up to 127 fit into a short; more do not.
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref b, i));
            var products = low * Vector256.LoadUnsafe(ref a, i) + high * Vector256.LoadUnsafe(ref a, i + Block / 2);
            var (lower, upper) = Vector256.Widen(products);
            sums += lower + upper;
        }

        return Vector256.Sum(sums);
    }
}

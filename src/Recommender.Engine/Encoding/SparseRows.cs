namespace Recommender.Engine.Encoding;

/// <summary>Sparse vectors of all documents, one after the other; rows can be appended. Ids rise within a row.</summary>
internal sealed class SparseRows
{
    private int[] _starts;
    private int[] _ids;
    private float[] _weights;

    private SparseRows(int[] starts, int[] ids, float[] weights) => (_starts, _ids, _weights, Count) = (starts, ids, weights, starts.Length - 1);

    public int Count { get; private set; }

    public SparseRow this[int row]
    {
        get
        {
            var (start, length) = (_starts[row], _starts[row + 1] - _starts[row]);
            return new SparseRow(_ids.AsSpan(start, length), _weights.AsSpan(start, length));
        }
    }

    public static SparseRows From(IReadOnlyList<(int[] Ids, float[] Weights)> rows)
    {
        var starts = new int[rows.Count + 1];
        for (var i = 0; i < rows.Count; i++)
        {
            starts[i + 1] = checked(starts[i] + rows[i].Ids.Length);
        }

        var (ids, weights) = (new int[starts[^1]], new float[starts[^1]]);
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i].Ids.CopyTo(ids, starts[i]);
            rows[i].Weights.CopyTo(weights, starts[i]);
        }

        return new SparseRows(starts, ids, weights);
    }

    public void Append(SparseRows more)
    {
        var (entries, added) = (_starts[Count], more._starts[more.Count]);
        Grow(ref _starts, Count + 1 + more.Count);
        Grow(ref _ids, entries + added);
        Grow(ref _weights, entries + added);
        more._ids.AsSpan(0, added).CopyTo(_ids.AsSpan(entries));
        more._weights.AsSpan(0, added).CopyTo(_weights.AsSpan(entries));
        for (var i = 1; i <= more.Count; i++)
        {
            _starts[Count + i] = entries + more._starts[i];
        }

        Count += more.Count;
    }

    public void Write(Persistence.ArrayWriter writer)
    {
        writer.Write<int>(_starts.AsSpan(0, Count + 1));
        writer.Write<int>(_ids.AsSpan(0, _starts[Count]));
        writer.Write<float>(_weights.AsSpan(0, _starts[Count]));
    }

    public static SparseRows Read(Persistence.ArrayReader reader)
    {
        var (starts, ids, weights) = (reader.ReadArray<int>(), reader.ReadArray<int>(), reader.ReadArray<float>());
        return starts.Length > 0 && starts[^1] == ids.Length && ids.Length == weights.Length
            ? new SparseRows(starts, ids, weights)
            : throw new InvalidDataException($"{reader.Path} is damaged: the vectors' parts do not fit together");
    }

    private static void Grow<T>(ref T[] array, int needed)
    {
        if (array.Length < needed)
        {
            Array.Resize(ref array, Math.Max(needed, (int)Math.Min(Array.MaxLength, array.Length * 5L / 4)));
        }
    }
}

/// <summary>One sparse vector.</summary>
internal readonly ref struct SparseRow(ReadOnlySpan<int> ids, ReadOnlySpan<float> weights)
{
    public readonly ReadOnlySpan<int> Ids = ids;
    public readonly ReadOnlySpan<float> Weights = weights;
}

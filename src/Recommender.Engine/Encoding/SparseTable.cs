using System.Runtime.InteropServices;

namespace Recommender.Engine.Encoding;

/// <summary>
/// Several sparse vectors for each of many rows. All vectors of a row are adjacent, ids before weights: ranking is limited by memory
/// access, and a document on two pages is read much faster than one on twenty. Rows can be added.
/// </summary>
internal sealed class SparseTable
{
    private readonly int _columns;
    private int[] _starts;
    private int[] _data;
    private int _vectors;

    /// <param name="columns">Vectors per row.</param>
    public SparseTable(int columns) : this(columns, new int[1], [])
    {
    }

    private SparseTable(int columns, int[] starts, int[] data) =>
        (_columns, _starts, _data, _vectors) = (columns, starts, data, starts.Length - 1);

    public int Rows => _vectors / _columns;

    public SparseRow this[int row, int column]
    {
        get
        {
            var at = row * _columns + column;
            var (start, length) = (_starts[at], (_starts[at + 1] - _starts[at]) / 2);
            return new SparseRow(_data.AsSpan(start, length), MemoryMarshal.Cast<int, float>(_data.AsSpan(start + length, length)));
        }
    }

    /// <summary>The vectors of one column.</summary>
    public SparseRows Column(int column) => new(this, column);

    /// <summary>Adds the next vector: the next column of the current row, or the first column of a new row.</summary>
    /// <param name="ids">Ascending.</param>
    /// <param name="weights">One per id.</param>
    /// <exception cref="OverflowException">The table would exceed the maximum array size.</exception>
    public void Add(ReadOnlySpan<int> ids, ReadOnlySpan<float> weights)
    {
        var start = _starts[_vectors];
        var end = checked(start + 2 * ids.Length);
        Grow(ref _starts, _vectors + 2);
        Grow(ref _data, end);
        ids.CopyTo(_data.AsSpan(start));
        MemoryMarshal.Cast<float, int>(weights).CopyTo(_data.AsSpan(start + ids.Length));
        _starts[++_vectors] = end;
    }

    /// <summary>Reserves capacity for this many rows of the current average size, to avoid repeated copying.</summary>
    public void Reserve(int rows)
    {
        if (Rows > 0 && rows > Rows)
        {
            var needed = (long)(_starts[_vectors] * 1.02 * rows / Rows);
            Array.Resize(ref _data, (int)Math.Clamp(needed, _data.Length, Array.MaxLength));
            Array.Resize(ref _starts, Math.Max(_starts.Length, rows * _columns + 1));
        }
    }

    /// <summary>Adds the rows of a table with the same number of columns.</summary>
    public void Append(SparseTable more)
    {
        for (var row = 0; row < more.Rows; row++)
        {
            for (var column = 0; column < _columns; column++)
            {
                var vector = more[row, column];
                Add(vector.Ids, vector.Weights);
            }
        }
    }

    /// <summary>Copies some of the rows, in the given order, with room for more.</summary>
    /// <param name="rows">The rows to keep.</param>
    /// <param name="more">How many similar rows will be added.</param>
    public SparseTable Keep(ReadOnlySpan<int> rows, int more)
    {
        var length = 0L;
        foreach (var row in rows)
        {
            length += _starts[(row + 1) * _columns] - _starts[row * _columns];
        }

        var room = (rows.Length + more) * 1.02 / Math.Max(1, rows.Length);
        var kept = new SparseTable(_columns, new int[(rows.Length + more) * _columns + 1],
            new int[(int)Math.Min(Array.MaxLength, length * room)]) { _vectors = 0 };
        foreach (var row in rows)
        {
            var (from, to) = (_starts[row * _columns], _starts[(row + 1) * _columns]);
            var moved = kept._starts[kept._vectors] - from;
            _data.AsSpan(from, to - from).CopyTo(kept._data.AsSpan(from + moved));
            for (var column = 1; column <= _columns; column++)
            {
                kept._starts[++kept._vectors] = _starts[row * _columns + column] + moved;
            }
        }

        return kept;
    }

    public void Write(Persistence.ArrayWriter writer)
    {
        writer.Write<int>(_starts.AsSpan(0, _vectors + 1));
        writer.Write<int>(_data.AsSpan(0, _starts[_vectors]));
    }

    /// <exception cref="InvalidDataException">The stored parts are inconsistent.</exception>
    public static SparseTable Read(Persistence.ArrayReader reader, int columns)
    {
        var (starts, data) = (reader.ReadArray<int>(), reader.ReadArray<int>());
        return starts.Length > 0 && (starts.Length - 1) % columns == 0 && starts[0] == 0 && starts[^1] == data.Length && Rises(starts)
            ? new SparseTable(columns, starts, data)
            : throw new InvalidDataException($"{reader.Path} is damaged: the parts of its vectors are inconsistent");
    }

    private static bool Rises(ReadOnlySpan<int> starts)
    {
        for (var i = 1; i < starts.Length; i++)
        {
            if (starts[i] < starts[i - 1] || (starts[i] - starts[i - 1]) % 2 != 0)
            {
                return false;
            }
        }

        return true;
    }

    private static void Grow(ref int[] array, int needed)
    {
        if (array.Length < needed)
        {
            Array.Resize(ref array, Math.Max(needed, (int)Math.Min(Array.MaxLength, array.Length * 5L / 4)));
        }
    }
}

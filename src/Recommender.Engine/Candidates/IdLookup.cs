using System.Numerics;

namespace Recommender.Engine.Candidates;

/// <summary>Finds the position of an id in a query's sparse vector. A small open hash table that stays in the processor's first cache.</summary>
internal sealed class IdLookup
{
    private int[] _keys = new int[64];
    private int[] _positions = new int[64];
    private int _shift = 26;

    /// <summary>Replaces the content by <paramref name="ids"/> (distinct, 0 or more).</summary>
    public void Reset(ReadOnlySpan<int> ids)
    {
        var size = Math.Max(64, (int)BitOperations.RoundUpToPowerOf2((uint)ids.Length * 4));
        if (_keys.Length < size)
        {
            (_keys, _positions) = (new int[size], new int[size]);
        }

        _shift = 32 - BitOperations.Log2((uint)size);
        _keys.AsSpan(0, size).Fill(-1);
        for (var i = 0; i < ids.Length; i++)
        {
            var slot = SlotOf(ids[i]);
            while (_keys[slot] >= 0)
            {
                slot = (slot + 1) & (size - 1);
            }

            (_keys[slot], _positions[slot]) = (ids[i], i);
        }
    }

    /// <summary>The id's position in the vector, or -1.</summary>
    public int Find(int id)
    {
        var mask = (int)(uint.MaxValue >> _shift);
        for (var slot = SlotOf(id); ; slot = (slot + 1) & mask)
        {
            var key = _keys[slot];
            if (key == id)
            {
                return _positions[slot];
            }

            if (key < 0)
            {
                return -1;
            }
        }
    }

    private int SlotOf(int id) => (int)((uint)id * 2654435769u >> _shift);
}

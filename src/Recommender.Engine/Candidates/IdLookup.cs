using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Recommender.Engine.Candidates;

/// <summary>Finds the position of an id in a query's sparse vector. A small open hash table that stays in the processor's first cache.</summary>
internal sealed class IdLookup
{
    private const ulong Empty = ulong.MaxValue;

    // Id in the upper half, position in the lower: one load answers both questions.
    private ulong[] _slots = new ulong[64];
    private int _shift = 26;
    private uint _mask = 63;

    public IdLookup() => _slots.AsSpan().Fill(Empty);

    /// <summary>Replaces the content by <paramref name="ids"/> (distinct, 0 or more).</summary>
    public void Reset(ReadOnlySpan<int> ids)
    {
        var size = Math.Max(64, (int)BitOperations.RoundUpToPowerOf2((uint)ids.Length * 4));
        if (_slots.Length < size)
        {
            _slots = new ulong[size];
        }

        (_shift, _mask) = (32 - BitOperations.Log2((uint)size), (uint)size - 1);
        _slots.AsSpan(0, size).Fill(Empty);
        for (var i = 0; i < ids.Length; i++)
        {
            var slot = SlotOf(ids[i]);
            while (_slots[slot] != Empty)
            {
                slot = (slot + 1) & _mask;
            }

            _slots[slot] = ((ulong)(uint)ids[i] << 32) | (uint)i;
        }
    }

    /// <summary>The id's position in the vector, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(int id)
    {
        // The mask keeps every slot within the array, which the compiler cannot see.
        ref var slots = ref MemoryMarshal.GetArrayDataReference(_slots);
        for (var slot = SlotOf(id); ; slot = (slot + 1) & _mask)
        {
            var entry = Unsafe.Add(ref slots, slot);
            if (entry >> 32 == (uint)id)
            {
                return (int)entry;
            }

            if (entry == Empty)
            {
                return -1;
            }
        }
    }

    private uint SlotOf(int id) => (uint)id * 2654435769u >> _shift;
}

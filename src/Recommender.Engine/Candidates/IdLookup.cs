using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Recommender.Engine.Candidates;

/// <summary>
/// Finds the position of an id in a query's sparse vector. A small open-addressing hash table that fits in the L1 cache, behind a bit
/// filter of many more hashes: most ids are absent, and one well-predicted branch rejects them.
/// </summary>
internal sealed class IdLookup
{
    private const ulong Empty = ulong.MaxValue;
    private const uint Golden = 2654435769;
    private const int Lanes = 8;
    private const int BitsPerSlotLog = 4;
    private const int BitsPerSlot = 1 << BitsPerSlotLog;

    // Id in the upper half, position in the lower, so one load yields both.
    private ulong[] _slots = new ulong[64];
    private int _shift = 26;
    private uint _mask = 63;
    private ulong[] _bits = new ulong[BitsPerSlot];
    private int _bitShift = 26 - BitsPerSlotLog;
    private int[] _probable = new int[64];

    public IdLookup() => _slots.AsSpan().Fill(Empty);

    /// <summary>Replaces the content with <paramref name="ids"/> (distinct, 0 or more).</summary>
    public void Reset(ReadOnlySpan<int> ids)
    {
        var size = Math.Max(64, (int)BitOperations.RoundUpToPowerOf2((uint)ids.Length * 4));
        if (_slots.Length < size)
        {
            (_slots, _bits) = (new ulong[size], new ulong[size * BitsPerSlot / 64]);
        }

        (_shift, _mask) = (32 - BitOperations.Log2((uint)size), (uint)size - 1);
        _bitShift = _shift - BitsPerSlotLog;
        _slots.AsSpan(0, size).Fill(Empty);
        _bits.AsSpan(0, size * BitsPerSlot / 64).Clear();
        for (var i = 0; i < ids.Length; i++)
        {
            var bit = BitOf(ids[i]);
            _bits[bit >> 6] |= 1UL << (int)bit;
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
        // The shifts and the mask keep every index within its array, which the compiler cannot prove.
        var bit = BitOf(id);
        if ((Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bits), bit >> 6) >> (int)bit & 1) == 0)
        {
            return -1;
        }

        return FindProbable(id);
    }

    /// <summary>
    /// Positions in <paramref name="ids"/> of all ids that the vector contains and of a few false positives, ascending; valid until the
    /// next call. It has no branch per id, which the processor could not predict. Look each result up with <see cref="FindProbable"/>.
    /// </summary>
    public ReadOnlySpan<int> Probable(ReadOnlySpan<int> ids)
    {
        // Eight positions are written at a time, wherever the last one begins.
        if (_probable.Length < ids.Length + Lanes)
        {
            _probable = new int[ids.Length * 2 + 64];
        }

        ref var into = ref MemoryMarshal.GetArrayDataReference(_probable);
        ref var bits = ref MemoryMarshal.GetArrayDataReference(_bits);
        var (first, count) = Avx2.IsSupported && Bmi2.X64.IsSupported ? ProbableByEights(ids) : (0, 0);
        for (var i = first; i < ids.Length; i++)
        {
            var bit = BitOf(ids[i]);
            Unsafe.Add(ref into, count) = i;
            count += (int)(Unsafe.Add(ref bits, bit >> 6) >> (int)bit & 1);
        }

        return _probable.AsSpan(0, count);
    }

    // Collects eight bits at a time and compacts the positions of the set ones together.
    private unsafe (int Done, int Found) ProbableByEights(ReadOnlySpan<int> ids)
    {
        ref var from = ref MemoryMarshal.GetReference(ids);
        ref var into = ref MemoryMarshal.GetArrayDataReference(_probable);
        var (golden, low, shift) = (Vector256.Create(Golden), Vector256.Create(31u), Vector128.CreateScalar((uint)_bitShift));
        var (at, count) = (0, 0);
        fixed (ulong* bits = _bits)
        {
            for (; at + Lanes <= ids.Length; at += Lanes)
            {
                var bit = Avx2.ShiftRightLogical(Vector256.LoadUnsafe(ref from, (nuint)at).AsUInt32() * golden, shift);
                var words = Avx2.GatherVector256((uint*)bits, (bit >>> 5).AsInt32(), sizeof(uint));
                var set = Avx2.ShiftLeftLogicalVariable(words, low - (bit & low));
                var lanes = Vector256.ExtractMostSignificantBits(set);
                // For each lane a byte of ones if it is set, then the lane numbers at those bytes.
                var bytes = Bmi2.X64.ParallelBitDeposit(lanes, 0x0101_0101_0101_0101) * 0xFF;
                var packed = Bmi2.X64.ParallelBitExtract(0x0706_0504_0302_0100, bytes);
                (Avx2.ConvertToVector256Int32(Vector128.CreateScalar(packed).AsByte()) + Vector256.Create(at))
                    .StoreUnsafe(ref into, (nuint)count);
                count += BitOperations.PopCount(lanes);
            }
        }

        return (at, count);
    }

    /// <summary>The id's position in the vector, or -1; faster than a full lookup if the id is probably present.</summary>
    public int FindProbable(int id)
    {
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

    private uint SlotOf(int id) => (uint)id * Golden >> _shift;

    private uint BitOf(int id) => (uint)id * Golden >> _bitShift;
}

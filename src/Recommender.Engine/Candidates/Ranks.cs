using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Recommender.Engine.Candidates;

/// <summary>
/// Ranks within a list of a few hundred numbers, by comparing each with each. Done eight at a time, this is much faster than sorting.
/// </summary>
internal static class Ranks
{
    private const int Lanes = 8;
    private const int OnStack = 1024;

    /// <summary>Writes, for each value, how many values are larger; equal values get the same number. No value may be NaN.</summary>
    public static void CountBetter(ReadOnlySpan<float> values, Span<int> better)
    {
        var padded = (values.Length + Lanes - 1) / Lanes * Lanes;
        Span<float> all = padded <= OnStack ? stackalloc float[padded] : new float[padded];
        all.Fill(float.NegativeInfinity);
        values.CopyTo(all);
        ref var first = ref MemoryMarshal.GetReference(all);
        for (var i = 0; i < values.Length; i++)
        {
            var (value, counts) = (Vector256.Create(values[i]), Vector256<int>.Zero);
            for (var at = 0; at < padded; at += Lanes)
            {
                // A comparison that holds yields -1.
                counts -= Vector256.GreaterThan(Vector256.LoadUnsafe(ref first, (nuint)at), value).AsInt32();
            }

            better[i] = Vector256.Sum(counts);
        }
    }

    /// <summary>Writes the positions of the values into <paramref name="order"/>, largest first.</summary>
    /// <param name="values">The values; none may be NaN.</param>
    /// <param name="order">Receives the positions; as long as <paramref name="values"/>.</param>
    /// <param name="compareEqual">Orders the positions of two equal values: negative if the first comes first.</param>
    public static void Sort(ReadOnlySpan<float> values, Span<int> order, Comparison<int> compareEqual)
    {
        Span<int> better = values.Length <= OnStack ? stackalloc int[values.Length] : new int[values.Length];
        CountBetter(values, better);
        order.Fill(-1);
        for (var i = 0; i < values.Length; i++)
        {
            var (moved, slot) = (i, better[i]);
            // A group of equal values occupies as many adjacent slots as it has members.
            for (; order[slot] >= 0; slot++)
            {
                if (compareEqual(order[slot], moved) > 0)
                {
                    (order[slot], moved) = (moved, order[slot]);
                }
            }

            order[slot] = moved;
        }
    }
}

using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Microsoft.ML.Trainers.FastTree;

namespace Recommender.Engine.Ranking;

/// <summary>
/// Gradient-boosted trees laid out for speed (QuickScorer, Lucchese et al. 2015, over sixteen rows at a time as in Ye et al. 2018): no tree
/// is traversed. Each split whose test fails clears the leaves on its left from a bit set; the first remaining leaf is the one reached.
/// Converted from ML.NET's trees, with the same sums in the same order.
/// </summary>
internal sealed class TreeEnsemble
{
    private const int MaxLeaves = 32;
    private const int Lanes = 16;
    private const int Half = Lanes / 2;

    private readonly Split[] _splits;
    private readonly Tree[] _trees;
    private readonly float[] _leaves;

    private TreeEnsemble(Split[] splits, Tree[] trees, float[] leaves) => (_splits, _trees, _leaves) = (splits, trees, leaves);

    /// <exception cref="InvalidDataException">A tree has more leaves than this layout supports.</exception>
    public static TreeEnsemble Of(IEnumerable<RegressionTreeBase> trees)
    {
        var (splits, layout, leaves) = (new List<Split>(), new List<Tree>(), new List<float>());
        foreach (var tree in trees)
        {
            if (tree.NumberOfLeaves > MaxLeaves)
            {
                throw new InvalidDataException(
                    $"a tree of the learned ranking has {tree.NumberOfLeaves} leaves; at most {MaxLeaves} are supported");
            }

            var (firstSplit, firstLeaf) = (splits.Count, leaves.Count);
            LayFrom(tree, tree.NumberOfNodes > 0 ? 0 : ~0);
            layout.Add(new Tree(firstSplit, splits.Count, firstLeaf));

            // From left to right, so the lowest bit is the leftmost leaf. ML.NET stores leaves as the complement of their number.
            void LayFrom(RegressionTreeBase of, int node)
            {
                if (node < 0)
                {
                    leaves.Add((float)of.LeafValues[~node]);
                    return;
                }

                var before = leaves.Count - firstLeaf;
                LayFrom(of, of.LeftChild[node]);
                var left = Bits(leaves.Count - firstLeaf) & ~Bits(before);
                splits.Add(new Split(of.NumericalSplitFeatureIndexes[node], (float)of.NumericalSplitThresholds[node], (int)~left));
                LayFrom(of, of.RightChild[node]);
            }
        }

        return new TreeEnsemble([.. splits], [.. layout], [.. leaves]);
    }

    /// <summary>Adds each row's score to <paramref name="scores"/>.</summary>
    /// <param name="features">Rows of <paramref name="width"/> features in sequence.</param>
    /// <param name="width">Features per row.</param>
    /// <param name="scores">One per row.</param>
    public void Add(ReadOnlySpan<float> features, int width, Span<float> scores)
    {
        Span<float> columns = stackalloc float[width * Lanes];
        columns.Clear();
        for (var row = 0; row < scores.Length; row += Lanes)
        {
            var rows = Math.Min(Lanes, scores.Length - row);
            for (var lane = 0; lane < rows; lane++)
            {
                var values = features.Slice((row + lane) * width, width);
                for (var f = 0; f < values.Length; f++)
                {
                    columns[f * Lanes + lane] = values[f];
                }
            }

            AddRows(columns, scores.Slice(row, rows));
        }
    }

    private void AddRows(ReadOnlySpan<float> columns, Span<float> scores)
    {
        Span<int> reached = stackalloc int[Lanes];
        ref var first = ref MemoryMarshal.GetReference(columns);
        foreach (var tree in _trees)
        {
            var (open, openBehind) = (Vector256<int>.AllBitsSet, Vector256<int>.AllBitsSet);
            foreach (ref readonly var split in _splits.AsSpan(tree.FirstSplit, tree.EndSplit - tree.FirstSplit))
            {
                var (at, threshold, withoutLeft) =
                    ((nuint)(split.Feature * Lanes), Vector256.Create(split.Threshold), Vector256.Create(split.WithoutLeft));
                open &= Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref first, at), threshold).AsInt32() | withoutLeft;
                openBehind &= Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref first, at + Half), threshold).AsInt32() | withoutLeft;
            }

            open.CopyTo(reached);
            openBehind.CopyTo(reached[Half..]);
            for (var lane = 0; lane < scores.Length; lane++)
            {
                scores[lane] += _leaves[tree.FirstLeaf + BitOperations.TrailingZeroCount(reached[lane])];
            }
        }
    }

    private static uint Bits(int count) => count == MaxLeaves ? uint.MaxValue : (1u << count) - 1;

    private readonly record struct Tree(int FirstSplit, int EndSplit, int FirstLeaf);

    /// <param name="Feature">The tested column; values up to the threshold go left.</param>
    /// <param name="Threshold">The largest value that goes left.</param>
    /// <param name="WithoutLeft">All leaves except those on the left.</param>
    private readonly record struct Split(int Feature, float Threshold, int WithoutLeft);
}

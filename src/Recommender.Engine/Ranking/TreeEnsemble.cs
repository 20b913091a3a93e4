using Microsoft.ML.Trainers.FastTree;

namespace Recommender.Engine.Ranking;

/// <summary>
/// Gradient-boosted trees laid out for speed: every node of every tree in one array, so that a pair is scored without a call and without
/// an allocation. Taken from what ML.NET trained; the same sums in the same order.
/// </summary>
internal sealed class TreeEnsemble
{
    private readonly Node[] _nodes;
    private readonly int[] _roots;
    private readonly float[] _leaves;

    private TreeEnsemble(Node[] nodes, int[] roots, float[] leaves) => (_nodes, _roots, _leaves) = (nodes, roots, leaves);

    public static TreeEnsemble Of(IEnumerable<RegressionTreeBase> trees)
    {
        var (nodes, roots, leaves) = (new List<Node>(), new List<int>(), new List<float>());
        foreach (var tree in trees)
        {
            var (firstNode, firstLeaf) = (nodes.Count, leaves.Count);
            leaves.AddRange(tree.LeafValues.Select(value => (float)value));
            // ML.NET numbers nodes from 0 and writes leaves as the complement of their number.
            int Place(int child) => child >= 0 ? firstNode + child : ~(firstLeaf + ~child);
            for (var i = 0; i < tree.NumberOfNodes; i++)
            {
                nodes.Add(new Node(
                    tree.NumericalSplitFeatureIndexes[i], (float)tree.NumericalSplitThresholds[i], Place(tree.LeftChild[i]), Place(tree.RightChild[i])));
            }

            roots.Add(tree.NumberOfNodes > 0 ? firstNode : ~firstLeaf);
        }

        return new TreeEnsemble([.. nodes], [.. roots], [.. leaves]);
    }

    /// <summary>Adds each row's score to <paramref name="scores"/>.</summary>
    /// <param name="features">Rows of <paramref name="width"/> features, one after the other.</param>
    /// <param name="width">Features of a row.</param>
    /// <param name="scores">One a row.</param>
    public void Add(ReadOnlySpan<float> features, int width, Span<float> scores)
    {
        var nodes = _nodes;
        // Tree by tree: a tree's nodes stay in the first cache while all rows pass through it.
        foreach (var root in _roots)
        {
            for (var row = 0; row < scores.Length; row++)
            {
                var values = features.Slice(row * width, width);
                var at = root;
                while (at >= 0)
                {
                    ref readonly var node = ref nodes[at];
                    at = values[node.Feature] <= node.Threshold ? node.Left : node.Right;
                }

                scores[row] += _leaves[~at];
            }
        }
    }

    private readonly record struct Node(int Feature, float Threshold, int Left, int Right);
}

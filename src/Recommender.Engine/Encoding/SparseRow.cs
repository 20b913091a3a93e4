namespace Recommender.Engine.Encoding;

/// <summary>One sparse vector; ids are ascending.</summary>
internal readonly ref struct SparseRow(ReadOnlySpan<int> ids, ReadOnlySpan<float> weights)
{
    public readonly ReadOnlySpan<int> Ids = ids;
    public readonly ReadOnlySpan<float> Weights = weights;
}

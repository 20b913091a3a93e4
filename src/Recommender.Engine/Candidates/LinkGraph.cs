namespace Recommender.Engine.Candidates;

/// <summary>Which document links which, as far as the linking ones have been added.</summary>
internal sealed class LinkGraph
{
    private int[][] _targets = [];
    private List<int>?[] _sources = [];

    /// <summary>Makes room for so many documents.</summary>
    public void Grow(int documents)
    {
        var from = _targets.Length;
        Array.Resize(ref _targets, documents);
        Array.Resize(ref _sources, documents);
        _targets.AsSpan(from).Fill([]);
    }

    /// <summary>Takes in the links of a document; targets may be documents that are not added yet.</summary>
    public void Add(int source, int[] targets)
    {
        _targets[source] = targets;
        foreach (var target in targets)
        {
            (_sources[target] ??= []).Add(source);
        }
    }

    public ReadOnlySpan<int> TargetsOf(int document) => _targets[document];

    /// <summary>In the order in which they were added.</summary>
    public ReadOnlySpan<int> SourcesOf(int document) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_sources[document]);
}

using System.Runtime.InteropServices;
using Recommender.Engine.Encoding;

namespace Recommender.Engine.Candidates;

/// <summary>The links of the documents added so far, by target.</summary>
internal sealed class LinkGraph
{
    private OutLink[][] _targets = [];
    private List<InLink>?[] _sources = [];

    /// <summary>Makes room for this many documents.</summary>
    public void Grow(int documents)
    {
        var from = _targets.Length;
        Array.Resize(ref _targets, documents);
        Array.Resize(ref _sources, documents);
        _targets.AsSpan(from).Fill([]);
    }

    /// <summary>Adds the links of a document. Targets may be documents that have not been added yet.</summary>
    public void Add(int source, OutLink[] links)
    {
        _targets[source] = links;
        foreach (var link in links)
        {
            (_sources[link.Target] ??= []).Add(new InLink(source, link.Anchor));
        }
    }

    public ReadOnlySpan<OutLink> TargetsOf(int document) => _targets[document];

    /// <summary>In the order in which they were added.</summary>
    public ReadOnlySpan<InLink> SourcesOf(int document) => CollectionsMarshal.AsSpan(_sources[document]);
}

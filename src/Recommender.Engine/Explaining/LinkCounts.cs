using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;

namespace Recommender.Engine.Explaining;

/// <summary>Who links to whom among the documents that a model was trained on.</summary>
internal sealed class LinkCounts
{
    private readonly LinkGraph _graph = new();
    private readonly Dictionary<string, int> _byId;

    /// <param name="ids">The documents' ids; those after the last of <paramref name="links"/> came after training.</param>
    /// <param name="links">By document its links.</param>
    public LinkCounts(IReadOnlyList<string> ids, List<OutLink[]> links)
    {
        _byId = new Dictionary<string, int>(links.Count, StringComparer.Ordinal);
        _graph.Grow(links.Count);
        for (var i = 0; i < links.Count; i++)
        {
            _byId[ids[i]] = i;
            _graph.Add(i, links[i]);
        }
    }

    /// <summary>How many documents link to both, and how many other than the page to the item; 0 of what training did not know.</summary>
    public (int ToBoth, int ToItem) Of(string page, string item)
    {
        var (self, other) = (_byId.GetValueOrDefault(page, -1), _byId.GetValueOrDefault(item, -1));
        var ofPage = new HashSet<int>();
        foreach (var link in self < 0 ? [] : _graph.SourcesOf(self))
        {
            ofPage.Add(link.Source);
        }

        var (toBoth, toItem) = (0, 0);
        foreach (var link in other < 0 ? [] : _graph.SourcesOf(other))
        {
            toItem += link.Source == self ? 0 : 1;
            toBoth += ofPage.Contains(link.Source) ? 1 : 0;
        }

        return (toBoth, toItem);
    }
}

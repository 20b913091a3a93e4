using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;

namespace Recommender.Engine.Explaining;

/// <summary>The links among the documents that a model was trained on.</summary>
internal sealed class LinkCounts
{
    private readonly LinkGraph _graph = new();
    private readonly IReadOnlyList<string> _ids;
    private readonly Dictionary<string, int> _byId;

    /// <param name="ids">The documents' ids; those beyond the end of <paramref name="links"/> were added after training.</param>
    public LinkCounts(IReadOnlyList<string> ids, List<OutLink[]> links)
    {
        _ids = ids;
        _byId = new Dictionary<string, int>(links.Count, StringComparer.Ordinal);
        _graph.Grow(links.Count);
        for (var i = 0; i < links.Count; i++)
        {
            _byId[ids[i]] = i;
            _graph.Add(i, links[i]);
        }
    }

    /// <summary>
    /// Counts the documents that link to both, and those other than the page that link to the item; 0 for documents unknown in training.
    /// </summary>
    /// <param name="counts">Returns false for the ids of documents that are left out.</param>
    public (int ToBoth, int ToItem) Of(string page, string item, Func<string, bool> counts)
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
            if (!counts(_ids[link.Source]))
            {
                continue;
            }

            toItem += link.Source == self ? 0 : 1;
            toBoth += ofPage.Contains(link.Source) ? 1 : 0;
        }

        return (toBoth, toItem);
    }
}

using Recommender.Engine;
using Recommender.Engine.GroundTruth;
using Recommender.Engine.Models;
using Recommender.Service.Blocks;

namespace Recommender.Service.Evaluation;

/// <summary>What a block makes of a pure list: other languages and stories that the page or the list has already are left out, then diversity.</summary>
internal sealed class ServingFilter(IReadOnlyList<Document> documents, RelatedLists lists, BlockOptions options)
{
    // As long as the lists that are measured.
    private const int Length = 10;

    private readonly Dictionary<string, Document> _byId = documents.ToDictionary(d => d.Id, StringComparer.Ordinal);

    public IReadOnlyList<RankedDocument> Apply(string query, IReadOnlyList<RankedDocument> list)
    {
        var told = new HashSet<int> { GroupOf(query) };
        var language = _byId[query].Language;
        return Diversify(
            [.. list.Where(r => (language is null || _byId[r.Id].Language is not { } other || other == language) && told.Add(GroupOf(r.Id)))]);
    }

    /// <summary>Diversity alone.</summary>
    public IReadOnlyList<RankedDocument> Diversify(IReadOnlyList<RankedDocument> list)
    {
        var diversity = new Diversity(options, place => _byId[list[place].Id].Section, (a, b) => IsNear(list[a].Id, list[b].Id));
        return [.. diversity.Apply([.. list.Select((ranked, place) => (place, ranked.Score))], Length).Select(entry => list[entry.Place])];
    }

    public int GroupOf(string id) => lists.DuplicateGroup(lists.IndexOf(id));

    private bool IsNear(string id, string other)
    {
        var (entries, wanted) = (lists[lists.IndexOf(id)].ToArray(), lists.IndexOf(other));
        return entries.Take(Diversity.NearestOf(entries.Length)).Any(entry => entry.Index == wanted);
    }
}

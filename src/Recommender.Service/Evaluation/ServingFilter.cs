using Recommender.Engine;
using Recommender.Engine.GroundTruth;
using Recommender.Engine.Models;
using Recommender.Service.Blocks;

namespace Recommender.Service.Evaluation;

/// <summary>
/// Applies the block rules to a ranked list: removes other languages and stories already on the page or in the list, then applies
/// diversity.
/// </summary>
internal sealed class ServingFilter(IReadOnlyList<Document> documents, RelatedLists lists, BlockOptions options)
{
    // As long as the measured lists.
    private const int Length = 10;

    private readonly Dictionary<string, Document> _byId = documents.ToDictionary(d => d.Id, StringComparer.Ordinal);

    public IReadOnlyList<RankedDocument> Apply(string query, IReadOnlyList<RankedDocument> list)
    {
        var seen = new HashSet<int> { GroupOf(query) };
        var language = _byId[query].Language;
        return Diversify(
            [.. list.Where(r => (language is null || _byId[r.Id].Language is not { } other || other == language)
                && seen.Add(GroupOf(r.Id)))]);
    }

    /// <summary>Applies diversity only.</summary>
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

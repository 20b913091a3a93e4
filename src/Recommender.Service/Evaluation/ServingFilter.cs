using Recommender.Engine;
using Recommender.Engine.Evaluation;

namespace Recommender.Service.Evaluation;

/// <summary>What a block leaves out of a pure list: other languages, and stories that the page or the list has already.</summary>
internal sealed class ServingFilter(IReadOnlyList<Document> documents, RelatedLists lists)
{
    private readonly Dictionary<string, Document> _byId = documents.ToDictionary(d => d.Id, StringComparer.Ordinal);

    public IReadOnlyList<RankedDocument> Apply(string query, IReadOnlyList<RankedDocument> list)
    {
        var told = new HashSet<int> { GroupOf(query) };
        var language = _byId[query].Language;
        return [.. list.Where(r => (language is null || _byId[r.Id].Language is not { } other || other == language) && told.Add(GroupOf(r.Id)))];
    }

    public int GroupOf(string id) => lists.DuplicateGroup(lists.IndexOf(id));
}

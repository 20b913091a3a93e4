using Recommender.Engine;
using Recommender.Engine.Models;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Blocks.Loading;

/// <summary>
/// A site's model in memory, to which articles added or changed after training are folded in. Articles folded in before the model was
/// loaded are folded in again first, because the lists on disk are those of training.
/// </summary>
internal sealed class FoldIn(string version, RelatedModel model, RelatedLists lists, ArticleStore articles)
{
    // Small enough that the newest articles of a long queue are served soon.
    private const int BatchSize = 64;
    private readonly Dictionary<int, long> _done = [];
    private RelatedLists _lists = lists;

    public string Version { get; } = version;

    /// <summary>Folds in the next few waiting articles.</summary>
    /// <returns>The lists to serve and the folded-in articles; null until all articles already served are folded in again.</returns>
    public async Task<(RelatedLists Lists, IReadOnlyDictionary<int, long> Folded)?> NextAsync(
        SiteSnapshot snapshot, CancellationToken cancel)
    {
        var again = snapshot.Folded.Keys.Where(card => !_done.ContainsKey(card));
        var newest =
            snapshot.Unranked.Order(Comparer<int>.Create((a, b) => ArticleCard.CompareNewest(snapshot.Articles[a], snapshot.Articles[b])));
        var documents = new List<Document>();
        foreach (var card in again.Concat(newest).Distinct().Take(BatchSize))
        {
            _done[card] = snapshot.Articles[card].Revision;
            if (await articles.FindAsync(snapshot.Site, snapshot.Articles[card].Key, cancel) is { } article)
            {
                documents.Add(ArticleDocuments.Of(article, article.Key, snapshot.Articles.KeyAt));
            }
        }

        _lists = model.FoldIn(_lists, documents);
        return snapshot.Folded.Keys.All(_done.ContainsKey) ? (_lists, _done) : null;
    }
}

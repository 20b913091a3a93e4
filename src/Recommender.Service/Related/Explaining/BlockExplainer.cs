using Recommender.Engine;
using Recommender.Engine.Models;
using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Related.Explaining;

/// <summary>Explains each article of a block. Reads texts from the store, so it is too slow for page views.</summary>
public sealed class BlockExplainer(Explainers explainers, ArticleStore articles, TimeProvider clock)
{
    /// <summary>Explains a block to someone with a role at the site.</summary>
    /// <inheritdoc cref="ExplainAsync(SiteSnapshot, VisibleArticles, int, IReadOnlyList{BlockItem}, CancellationToken)"/>
    public Task<IReadOnlyList<ItemExplanation>> ExplainAsync(
        SiteSnapshot snapshot, int page, IReadOnlyList<BlockItem> items, CancellationToken cancel = default) =>
        ExplainAsync(snapshot, VisibleArticles.ToEditors(snapshot.Articles), page, items, cancel);

    /// <param name="snapshot">The snapshot from which the block was built.</param>
    /// <param name="readable">The articles whose words may be shown: a word comes from both texts.</param>
    /// <param name="page">The page's card; -1 if unknown.</param>
    /// <param name="items">The items of a block built with <see cref="BlockRequest.Explain"/>.</param>
    /// <returns>One explanation per item, in the same order.</returns>
    /// <exception cref="InvalidDataException">The model's files cannot be read; the message gives the reason.</exception>
    public async Task<IReadOnlyList<ItemExplanation>> ExplainAsync(
        SiteSnapshot snapshot, VisibleArticles readable, int page, IReadOnlyList<BlockItem> items, CancellationToken cancel = default)
    {
        var section = page < 0 ? null : snapshot.Articles[page].Section;
        var ranked = items.Where(item => item.Source == BlockSource.Model).ToList();
        var explained = page < 0 || ranked.Count == 0 ? [] : await RankedAsync(snapshot, readable, page, ranked, cancel);
        return
        [
            .. items.Select(item => (explained.GetValueOrDefault(item.Card.Key) ?? Unranked(item, section)).After(item.Rules)),
        ];
    }

    private static ItemExplanation Unranked(BlockItem item, string? section) =>
        item.Source == BlockSource.Fallback ? ItemExplanation.OfFallback(item, section) : ItemExplanation.OfEditor;

    private async Task<Dictionary<string, ItemExplanation>> RankedAsync(
        SiteSnapshot snapshot, VisibleArticles readable, int index, List<BlockItem> items, CancellationToken cancel)
    {
        var (page, showsText) = (snapshot.Articles[index], readable.ShowsText(index));
        var documents = new List<Document>(items.Count);
        foreach (var item in items)
        {
            documents.Add(await ReadAsync(snapshot, item.Card, cancel));
        }

        // The number of links from hidden articles would reveal them.
        var visible = VisibleArticles.ToReaders(snapshot.Articles, clock.GetUtcNow());
        var (reasons, isLearned) = await explainers.ExplainAsync(
            snapshot.Site, snapshot.Model!, await ReadAsync(snapshot, page, cancel), documents, key => visible.FindByKey(key) >= 0, cancel);
        var positions = Positions(snapshot.Model!.Lists, page.Key);
        return items.Zip(reasons).ToDictionary(
            pair => pair.First.Card.Key,
            pair => ItemExplanation.OfRanked(
                pair.First.Card, pair.Second, positions.GetValueOrDefault(pair.First.Card.Key), isLearned,
                showsText && readable.ShowsText(readable.FindByKey(pair.First.Card.Key))),
            StringComparer.Ordinal);
    }

    private async Task<Document> ReadAsync(SiteSnapshot snapshot, ArticleCard card, CancellationToken cancel) =>
        await articles.FindAsync(snapshot.Site, card.Key, cancel) is { } article
            ? ArticleDocuments.Of(article, article.Key, snapshot.Articles.KeyAt)
            : throw new InvalidDataException($"article {card.Key} is missing from the store");

    private static Dictionary<string, (int Listed, int Unlearned)> Positions(RelatedLists lists, string page)
    {
        var positions = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        foreach (var entry in lists.IndexOf(page) is >= 0 and var index ? lists[index] : [])
        {
            positions[lists.Ids[entry.Index]] = (positions.Count + 1, entry.UnlearnedPosition);
        }

        return positions;
    }
}

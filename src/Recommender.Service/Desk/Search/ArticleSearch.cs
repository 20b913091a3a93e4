using System.Collections.Concurrent;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Desk.Overview;

namespace Recommender.Service.Desk.Search;

/// <summary>
/// The search for articles, wherever one is picked: titles from memory, texts from the store's index. Ranked: the named article, then words
/// of the title, of address and labels, of the text; among equals the newest first.
/// </summary>
internal sealed class ArticleSearch(ArticleSearchStore store, Overviews overviews, SiteBlockOptions settings)
{
    private readonly ConcurrentDictionary<string, SiteTitles> _titles = new(StringComparer.Ordinal);

    /// <param name="snapshot">The site.</param>
    /// <param name="query">What is searched for.</param>
    /// <param name="cancel">Stops the search.</param>
    public async Task<ArticleResults> FindAsync(SiteSnapshot snapshot, ArticleQuery query, CancellationToken cancel = default)
    {
        var filter = new ArticleFilter(query, settings.Of(snapshot.Site).TimeZone, await OnlyAsync(snapshot, query));
        var found = await FindAllAsync(snapshot, query, cancel);
        var passed = found.Articles
            .Where(hit => hit.Card >= 0 ? filter.Passes(snapshot.Articles[hit.Card]) : !query.HasFilter).ToList();
        var page = passed.Skip((query.Page - 1) * query.Limit).Take(query.Limit).Select(hit => hit.Key).ToList();
        var rows = await store.ReadAsync(snapshot.Site, page, cancel);
        return new ArticleResults(
            [.. page.Select(key => rows.GetValueOrDefault(key)).OfType<FoundArticle>()], passed.Count, found.IsAll, found.IsSimilar);
    }

    private async Task<HitList> FindAllAsync(SiteSnapshot snapshot, ArticleQuery query, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(query.Typed))
        {
            return HitList.Newest(snapshot.Articles);
        }

        var titles = _titles.AddOrUpdate(snapshot.Site, _ => SiteTitles.Of(snapshot), (_, before) => before.At(snapshot));
        var terms = SearchWords.Of(query.Typed, titles.Languages);
        var hits = terms.Count == 0 ? new HitList([], true, false)
            : await new TermSearch(store, titles, query.Typed, terms, cancel).FindAsync(snapshot.Site);
        return NamedArticle.Find(snapshot.Articles, query.Typed) is >= 0 and var named ? hits.WithFirst(named, snapshot.Articles) : hits;
    }

    private async Task<HashSet<string>?> OnlyAsync(SiteSnapshot snapshot, ArticleQuery query)
    {
        var only = query.WithRules ? ArticleFilter.WithRules(snapshot.Rules) : null;
        if (query.InNoBlock)
        {
            var shownNowhere = (await overviews.OfAsync(snapshot)).NeverShown.Select(card => card.Key).ToHashSet(StringComparer.Ordinal);
            only?.IntersectWith(shownNowhere);
            only ??= shownNowhere;
        }

        return only;
    }
}

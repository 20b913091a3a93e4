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
    // Only existing sites have an entry.
    private readonly ConcurrentDictionary<string, Entry> _titles = new(StringComparer.Ordinal);

    /// <summary>Reads the titles of a site, so that the first search need not wait for that. Returns at once.</summary>
    public void Prepare(SiteSnapshot snapshot) => _ = Task.Run(() => TitlesOf(snapshot));

    /// <param name="snapshot">The site.</param>
    /// <param name="query">What is searched for.</param>
    /// <param name="cancel">Stops the search.</param>
    public async Task<ArticleResults> FindAsync(SiteSnapshot snapshot, ArticleQuery query, CancellationToken cancel = default)
    {
        var filter = new ArticleFilter(query, settings.Of(snapshot.Site).TimeZone, await OnlyAsync(snapshot, query));
        var found = await FindAllAsync(snapshot, query, cancel);
        var passed = !query.HasFilter ? found.Articles
            : [.. found.Articles.Where(hit => hit.Card >= 0 && filter.Passes(snapshot.Articles[hit.Card]))];
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

        var titles = TitlesOf(snapshot);
        var terms = SearchWords.Of(query.Typed, titles.Languages);
        var hits = new HitList([], true, false);
        if (terms.Count > 0)
        {
            using var search = new TermSearch(store, titles, query, terms, cancel);
            hits = await search.FindAsync(snapshot.Site);
        }

        return NamedArticle.Find(snapshot.Articles, query.Typed) is >= 0 and var named ? hits.WithFirst(named, snapshot.Articles) : hits;
    }

    private SiteTitles TitlesOf(SiteSnapshot snapshot) => _titles.GetOrAdd(snapshot.Site, _ => new Entry()).At(snapshot);

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

    private sealed class Entry
    {
        private readonly Lock _one = new();
        private SiteTitles? _titles;

        public SiteTitles At(SiteSnapshot snapshot)
        {
            lock (_one)
            {
                return _titles = _titles?.At(snapshot) ?? SiteTitles.Of(snapshot);
            }
        }
    }
}

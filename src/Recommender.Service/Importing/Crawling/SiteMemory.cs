using Recommender.Service.Articles;
using Recommender.Service.Importing.Fetching;

namespace Recommender.Service.Importing.Crawling;

/// <summary>What is known of a site's pages: from earlier looks, and from its feed in this one.</summary>
internal sealed class SiteMemory
{
    private readonly SourceLook _look;
    private readonly PageLookStore _store;
    private readonly Dictionary<string, PageLook> _looks;
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);

    private SiteMemory(SourceLook look, PageLookStore store, Dictionary<string, PageLook> looks, IReadOnlyList<KnownArticle> articles)
    {
        (_look, _store, _looks) = (look, store, looks);
        foreach (var article in articles)
        {
            if (article.UrlKey is { } key)
            {
                _ids.TryAdd(key, article.SourceId);
            }

            if (article.IsShown)
            {
                _shown.Add(article.SourceId);
            }
        }
    }

    /// <summary>Folders of the feed's articles.</summary>
    public HashSet<string> Folders { get; } = new(StringComparer.Ordinal);

    /// <summary>Keys of the addresses that the feed lists in this look.</summary>
    public HashSet<string> InFeed { get; } = new(StringComparer.Ordinal);

    public static async Task<SiteMemory> ReadAsync(SourceLook look, PageLookStore store, CancellationToken cancel) => new(
        look, store, await store.ReadAsync(look.Site, cancel), await store.ArticlesAsync(look.Site, look.Identity, cancel));

    /// <summary>The last look at a page; null if there was none.</summary>
    public PageLook? Find(Uri url) => _looks.GetValueOrDefault(FetchStateStore.KeyOf(url.AbsoluteUri));

    /// <summary>Whether the article of a page is in the store and shown.</summary>
    public bool IsShown(PageLook look) => look.SourceId is { } id && _shown.Contains(id);

    /// <summary>
    /// The article under the id by which the site's article with its address is known: a feed and a page name one article differently.
    /// </summary>
    public Article WithKnownId(Article article)
    {
        if (UrlKey.Of(article.Url) is not { } key)
        {
            return article;
        }

        return _ids.TryAdd(key, article.SourceId) ? article : article with { SourceId = _ids[key] };
    }

    /// <summary>Records looks at pages whose articles are stored.</summary>
    public async Task RememberAsync(IEnumerable<PageLook> looks, CancellationToken cancel)
    {
        var some = looks.ToList();
        foreach (var look in some)
        {
            _looks[FetchStateStore.KeyOf(look.Url)] = look;
            if (look.SourceId is not null)
            {
                _shown.Add(look.SourceId);
            }
        }

        if (some.Count > 0)
        {
            await _store.SaveAsync(_look.Site, some, cancel);
        }
    }
}

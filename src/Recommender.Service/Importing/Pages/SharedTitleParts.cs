using Recommender.Service.Articles;

namespace Recommender.Service.Importing.Pages;

/// <summary>
/// Cuts off what the titles of a site's pages have in common, during one import. What is known by then is cut at once; what this import
/// shows is cut at its end from the stored articles, too.
/// </summary>
internal sealed class SharedTitleParts(TitlePartStore store, ArticleStore articles, string site)
{
    private const int BatchSize = 200;

    // So many pages of one import are enough, whatever else is stored.
    private const int ManyPages = 20;

    private readonly Dictionary<string, HostTitles> _pages = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, HashSet<string>>? _known;

    /// <param name="fresh">Articles to be stored.</param>
    /// <param name="batch">The items that they are of.</param>
    /// <returns>The same with titles as they are to be stored.</returns>
    public async Task<List<Article>> CutAsync(List<Article> fresh, IReadOnlyList<ReadItem> batch, CancellationToken cancel)
    {
        _known ??= (await store.OfAsync(site, cancel)).GroupBy(part => part.Host, StringComparer.OrdinalIgnoreCase).ToDictionary(
            host => host.Key, host => host.Select(part => part.Part).ToHashSet(StringComparer.Ordinal), StringComparer.OrdinalIgnoreCase);
        if (_known.Count == 0 && !batch.Any(item => item.IsPage))
        {
            return fresh;
        }

        var pages = batch.Where(item => item.IsPage).Select(item => item.Article?.SourceId).OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < fresh.Count; i++)
        {
            if (HostOf(fresh[i]) is not { } host)
            {
                continue;
            }

            fresh[i] = _known.TryGetValue(host, out var parts) ? Without(fresh[i], parts) : fresh[i];
            if (pages.Contains(fresh[i].SourceId))
            {
                (_pages.TryGetValue(host, out var titles) ? titles : _pages[host] = new HostTitles()).Add(fresh[i].Title);
            }
        }

        return fresh;
    }

    /// <summary>Learns from the pages of this import and cuts what it has learned from the titles of stored articles.</summary>
    public async Task LearnAsync(CancellationToken cancel)
    {
        foreach (var (host, pages) in _pages.Where(host => host.Value.Parts.Any()))
        {
            var stored = await store.TitlesAsync(site, host, cancel);
            var all = new HostTitles();
            foreach (var (_, title) in stored)
            {
                all.Add(title);
            }

            var parts = all.Shared().Intersect(pages.Parts).Concat(pages.Count >= ManyPages ? pages.Shared() : [])
                .ToHashSet(StringComparer.Ordinal);
            if (parts.Count > 0)
            {
                await store.AddAsync(site, host, parts, cancel);
                await RetitleAsync(stored.Where(article => HostTitles.Without(article.Title, parts) != article.Title), parts, cancel);
            }
        }

        _pages.Clear();
        _known = null;
    }

    private async Task RetitleAsync(IEnumerable<(string Key, string Title)> stored, HashSet<string> parts, CancellationToken cancel)
    {
        foreach (var some in stored.Chunk(BatchSize))
        {
            var changed = new List<Article>();
            foreach (var (key, _) in some)
            {
                if (await articles.FindAsync(site, key, cancel) is { Withdrawn: null } article)
                {
                    changed.Add(Without(article, parts));
                }
            }

            await articles.SaveAsync(site, changed, cancel);
        }
    }

    private static Article Without(Article article, HashSet<string> parts) =>
        HostTitles.Without(article.Title, parts) is var title && title == article.Title ? article : article with { Title = title };

    private static string? HostOf(Article article) =>
        article.Url is { } url && Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.Authority : null;
}

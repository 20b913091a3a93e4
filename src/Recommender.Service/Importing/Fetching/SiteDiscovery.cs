using Recommender.Service.Articles;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Fetching;

/// <summary>Finds the feeds, APIs and sitemaps of a site from its home page.</summary>
internal sealed class SiteDiscovery(Fetcher fetcher, FetchOptions options, Reading reading)
{
    // Each costs a request.
    private const int MaxTried = 20;

    // What answers without being announced: Blogger, WordPress, then common names.
    private static readonly string[] Apis = ["/feeds/posts/default", "/wp-json/wp/v2/posts"];
    private static readonly string[] Feeds = ["/feed/", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/rss", "/feed.json"];
    private static readonly string[] Sitemaps =
        ["/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml", "/sitemap-index.xml", "/sitemap.txt"];

    /// <summary>What a page leads to; null if it is an article itself, or a page without a feed.</summary>
    /// <exception cref="ImportException">The page cannot be read.</exception>
    public async Task<SiteEntrance?> FindAsync(SourceContent content, CancellationToken cancel)
    {
        var home = content.Url!;
        HomePage page;
        try
        {
            page = reading.HomePage(content);
        }
        catch (Exception e) when (e is ReadingException or FormatException)
        {
            throw new ImportException($"{home}: cannot be read: {e.Message}", e);
        }

        var isFront = home.AbsolutePath == "/";
        // An inner page without a feed is read as a single page.
        if (!isFront && (page.IsArticle || page.Announced.Count == 0))
        {
            return null;
        }

        var feeds = page.Announced.ToList();
        if (isFront && feeds.Count == 0)
        {
            foreach (var path in Apis)
            {
                if (await IsSourceAsync(new Uri(home, path), IsFeed, cancel))
                {
                    return new SiteEntrance(home, [new Uri(home, path)], IsFront: true);
                }
            }
        }

        return new SiteEntrance(home, feeds, isFront);
    }

    /// <summary>The sitemaps of a site: those that robots.txt names, otherwise one at a usual place. May be empty.</summary>
    public async Task<IReadOnlyList<SourceContent>> SitemapsAsync(Uri home, SourceLook look, CancellationToken cancel)
    {
        IReadOnlyList<string> named = [];
        try
        {
            named = await fetcher.SitemapsAsync(home, cancel);
        }
        catch (ImportException e)
        {
            look.Miss(e.Message);
        }

        var found = new List<SourceContent>();
        foreach (var url in named.Select(url => WebUrl.Parse(url, home)).OfType<Uri>().DistinctBy(url => url.AbsoluteUri).Take(MaxTried))
        {
            if (await OpenAsync(url, IsSitemap, cancel) is { } content)
            {
                found.Add(content);
            }
            else
            {
                look.Miss($"{url}: is named in robots.txt as a sitemap, and cannot be read as one");
            }
        }

        foreach (var path in found.Count > 0 ? [] : Sitemaps)
        {
            if (await OpenAsync(new Uri(home, path), IsSitemap, cancel) is { } content)
            {
                return [content];
            }
        }

        return found;
    }

    /// <summary>A feed at a usual place; null if there is none.</summary>
    public async Task<Uri?> FeedAsync(Uri home, CancellationToken cancel)
    {
        foreach (var path in Feeds)
        {
            if (await IsSourceAsync(new Uri(home, path), IsFeed, cancel))
            {
                return new Uri(home, path);
            }
        }

        return null;
    }

    /// <summary>Whether a format is that of a feed or an API.</summary>
    public static bool IsFeed(SourceFormat? format) => format is SourceFormat.Feed or SourceFormat.JsonArray or SourceFormat.JsonFeed;

    private static bool IsSitemap(SourceFormat? format) =>
        format is SourceFormat.Sitemap or SourceFormat.AddressList or SourceFormat.Feed;

    private async Task<bool> IsSourceAsync(Uri url, Func<SourceFormat?, bool> isSo, CancellationToken cancel)
    {
        using var content = await OpenAsync(url, isSo, cancel);
        return content is not null;
    }

    private async Task<SourceContent?> OpenAsync(Uri url, Func<SourceFormat?, bool> isSo, CancellationToken cancel)
    {
        try
        {
            var content = (await fetcher.GetAsync(url, options.MaxFeedBytes, null, cancel)).Content!;
            if (isSo(content.FormatOrNull))
            {
                return content;
            }

            content.Dispose();
            return null;
        }
        catch (ImportException)
        {
            return null;
        }
    }
}

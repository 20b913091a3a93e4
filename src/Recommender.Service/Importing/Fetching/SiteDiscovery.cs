using Recommender.Service.Articles;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Fetching;

/// <summary>Finds the feed, API or sitemap of a site from its home page.</summary>
internal sealed class SiteDiscovery(Fetcher fetcher, FetchOptions options, Reading reading)
{
    // Each costs a request.
    private const int MaxTried = 20;

    /// <summary>The address to read instead of the page; null if the page is an article itself.</summary>
    /// <exception cref="ImportException">The page is not an article and nothing was found.</exception>
    public async Task<Uri?> FindAsync(SourceContent content, CancellationToken cancel)
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
        if (!isFront && page.IsArticle)
        {
            return null;
        }

        if (page.Announced is { } announced)
        {
            return announced;
        }

        if (!isFront)
        {
            // An inner page without a feed is read as a single page.
            return null;
        }

        foreach (var path in new[] { "/feeds/posts/default", "/wp-json/wp/v2/posts", "/sitemap.xml" })
        {
            if (await IsSourceAsync(new Uri(home, path), cancel))
            {
                return new Uri(home, path);
            }
        }

        var sitemaps = (await fetcher.SitemapsAsync(home, cancel)).Select(url => WebUrl.Parse(url, home)).OfType<Uri>();
        foreach (var sitemap in sitemaps.Take(MaxTried))
        {
            if (await IsSourceAsync(sitemap, cancel))
            {
                return sitemap;
            }
        }

        throw new ImportException($"{home}: found neither a feed nor a sitemap; specify the address of one");
    }

    private async Task<bool> IsSourceAsync(Uri url, CancellationToken cancel)
    {
        try
        {
            var fetched = await fetcher.GetAsync(url, options.MaxFeedBytes, null, cancel);
            using var content = fetched.Content;
            return content!.Format is SourceFormat.Feed or SourceFormat.JsonArray or SourceFormat.Sitemap;
        }
        catch (ImportException)
        {
            return false;
        }
    }
}

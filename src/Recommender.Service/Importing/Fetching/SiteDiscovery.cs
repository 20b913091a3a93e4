using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Formats;
using Recommender.Service.Importing.Text;

namespace Recommender.Service.Importing.Fetching;

/// <summary>Finds where a site hands out its articles, from its home page.</summary>
internal sealed class SiteDiscovery(Fetcher fetcher, FetchOptions options)
{
    private static readonly string[] FeedTypes = ["application/atom+xml", "application/rss+xml", "application/feed+json"];

    /// <summary>The address to read instead of the page; null where the page is an article itself.</summary>
    /// <exception cref="ImportException">The page is no article and nothing was found.</exception>
    public async Task<Uri?> FindAsync(SourceContent content, CancellationToken cancel)
    {
        var home = content.Url!;
        string html;
        using (var text = content.OpenText())
        {
            html = await text.ReadToEndAsync(cancel);
        }

        if (MarkupDepth.IsTooDeep(html))
        {
            throw new ImportException($"{home}: cannot be read: {MarkupDepth.Problem}");
        }

        using var page = new HtmlParser().ParseDocument(html);
        var isFront = home.AbsolutePath == "/";
        if (!isFront && HtmlPage.IsArticle(page))
        {
            return null;
        }

        if (Announced(page, home) is { } announced)
        {
            return announced;
        }

        if (!isFront)
        {
            // An inner page without a feed is taken as what it is.
            return null;
        }

        foreach (var path in new[] { "/feeds/posts/default", "/wp-json/wp/v2/posts", "/sitemap.xml" })
        {
            if (await IsSourceAsync(new Uri(home, path), cancel))
            {
                return new Uri(home, path);
            }
        }

        foreach (var sitemap in (await fetcher.SitemapsAsync(home, cancel)).Select(url => WebUrl.Parse(url, home)).OfType<Uri>())
        {
            if (await IsSourceAsync(sitemap, cancel))
            {
                return sitemap;
            }
        }

        throw new ImportException($"{home}: no feed and no sitemap was found there; give the address of one");
    }

    // Blogger's feed and WordPress's API have every article; another feed only the newest.
    private static Uri? Announced(IHtmlDocument page, Uri home)
    {
        var feeds = page.QuerySelectorAll("link[rel~=alternate]")
            .Where(link => FeedTypes.Contains(link.GetAttribute("type")?.ToLowerInvariant()))
            .Select(link => WebUrl.Parse(link.GetAttribute("href"), home)).OfType<Uri>()
            .Where(url => !url.AbsolutePath.Contains("comments", StringComparison.OrdinalIgnoreCase)).ToList();
        var blogger = feeds.FirstOrDefault(Paging.IsWholeArchive);
        if (blogger is not null)
        {
            return new UriBuilder(blogger) { Query = "" }.Uri;
        }

        var api = WebUrl.Parse(page.QuerySelector("link[rel='https://api.w.org/']")?.GetAttribute("href"), home);
        return api is not null ? new Uri(api.AbsoluteUri.TrimEnd('/') + "/wp/v2/posts") : feeds.FirstOrDefault();
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

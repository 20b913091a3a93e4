using System.Text.RegularExpressions;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Fetching;

/// <summary>Finds the next page of a feed: as stated by the feed, or by the known scheme of its server.</summary>
internal static partial class Paging
{
    private const int BloggerPage = 150;
    private const int WordPressPage = 100;
    private const int GhostPage = 100;

    /// <summary>The first page, requested with the server's maximum number of entries.</summary>
    public static Uri First(Uri url)
    {
        if (IsBlogger(url))
        {
            return HasParameter(url, "max-results") ? url : With(url, "max-results", $"{BloggerPage}");
        }

        if (IsGhost(url))
        {
            var whole = HasParameter(url, "limit") ? url : With(url, "limit", $"{GhostPage}");
            return HasParameter(whole, "include") ? whole : With(whole, "include", "authors,tags");
        }

        if (!IsWordPress(url))
        {
            return url;
        }

        var first = HasParameter(url, "per_page") ? url : With(url, "per_page", $"{WordPressPage}");
        first = HasParameter(first, "page") ? first : With(first, "page", "1");
        return HasParameter(first, "_embed") ? first : With(first, "_embed", "author,wp:term,wp:featuredmedia");
    }

    /// <summary>Whether all pages together contain all articles of the site, not only the newest.</summary>
    public static bool IsWholeArchive(Uri url) => IsBlogger(url) || IsWordPress(url) || IsGhost(url)
        || url.AbsolutePath.Contains("/jsonapi/node/", StringComparison.Ordinal);

    /// <summary>The front page of the site whose API has this URL; null for other URLs.</summary>
    public static Uri? SiteOf(Uri url) => WordPressPosts().Match(url.AbsolutePath) is { Success: true } match
        ? new UriBuilder(url) { Path = url.AbsolutePath[..match.Index] + "/", Query = "" }.Uri : null;

    /// <param name="page">The URL of this page.</param>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="facts">The properties of the page.</param>
    /// <param name="wordPressPages">Number of pages, if WordPress stated it.</param>
    /// <param name="items">Number of items on the page.</param>
    public static Uri? Next(Uri page, int number, DocumentFacts facts, int? wordPressPages, int items)
    {
        if (WebUrl.Parse(facts.Next, page) is { } next)
        {
            return next;
        }

        if (items == 0)
        {
            return null;
        }

        if (IsWordPress(page))
        {
            return number < (wordPressPages ?? (items == WordPressPage ? int.MaxValue : 0))
                ? With(page, "page", $"{PageOf(page) + 1}") : null;
        }

        // Blogger behind FeedBurner omits the link but keeps the counts.
        var read = (facts.StartIndex ?? 1) + items;
        return IsBlogger(page) && facts.Total >= read ? With(page, "start-index", $"{read}") : null;
    }

    private static bool IsBlogger(Uri url) => BloggerFeed().IsMatch(url.AbsolutePath);

    private static bool IsWordPress(Uri url) =>
        WordPressPosts().IsMatch(url.AbsolutePath) || url.Query.Contains("rest_route=/wp/v2/posts", StringComparison.Ordinal);

    private static bool IsGhost(Uri url) => url.AbsolutePath.TrimEnd('/').EndsWith("/content/posts", StringComparison.Ordinal)
        && url.AbsolutePath.Contains("/ghost/api/", StringComparison.Ordinal);

    private static int PageOf(Uri url) => int.TryParse(ParameterOf(url, "page"), out var page) ? page : 1;

    private static bool HasParameter(Uri url, string name) => ParameterOf(url, name) is not null;

    private static string? ParameterOf(Uri url, string name) =>
        WebUrl.Parameters(url.Query).Where(p => WebUrl.NameOf(p) == name)
            .Select(p => p.Contains('=', StringComparison.Ordinal) ? p.Split('=', 2)[1] : "").FirstOrDefault();

    private static Uri With(Uri url, string name, string value)
    {
        var others = WebUrl.Parameters(url.Query).Where(p => WebUrl.NameOf(p) != name);
        return new UriBuilder(url) { Query = string.Join('&', others.Append($"{name}={value}")) }.Uri;
    }

    [GeneratedRegex("/feeds/(?:posts|[0-9]+/posts)/(?:default|summary|full)$")]
    private static partial Regex BloggerFeed();

    [GeneratedRegex("/wp-json/wp/v2/[a-z0-9_-]+/?$")]
    private static partial Regex WordPressPosts();
}

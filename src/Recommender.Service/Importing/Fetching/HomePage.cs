using AngleSharp.Html.Dom;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Fetching;

/// <summary>A web page as the entrance to a site.</summary>
/// <param name="IsArticle">The page states that it is an article.</param>
/// <param name="Announced">The feeds and APIs that it announces, the most complete first.</param>
internal sealed record HomePage(bool IsArticle, IReadOnlyList<Uri> Announced)
{
    private const int MaxFeeds = 10;

    private static readonly string[] FeedTypes = ["application/atom+xml", "application/rss+xml", "application/feed+json"];

    /// <exception cref="FormatException">Its HTML is too long or nested too deeply.</exception>
    public static HomePage Read(SourceContent content)
    {
        using var reader = content.OpenText();
        var html = HtmlPage.ReadText(reader) ?? throw new FormatException($"it is longer than {HtmlPage.LongestPage:N0} characters");
        using var page = BoundedHtml.Parse(html);
        return new HomePage(HtmlPage.IsArticle(page), AnnouncedBy(page, content.Url!));
    }

    // Blogger's feed and WordPress's API contain every article; other feeds only the newest.
    private static List<Uri> AnnouncedBy(IHtmlDocument page, Uri home)
    {
        var feeds = page.QuerySelectorAll("link[rel~=alternate]")
            .Where(link => FeedTypes.Contains(link.GetAttribute("type")?.ToLowerInvariant()))
            .Select(link => WebUrl.Parse(link.GetAttribute("href"), home)).OfType<Uri>()
            .Where(url => !url.AbsolutePath.Contains("comments", StringComparison.OrdinalIgnoreCase)).Take(MaxFeeds).ToList();
        var api = WebUrl.Parse(page.QuerySelector("link[rel='https://api.w.org/']")?.GetAttribute("href"), home);
        var whole = feeds.Where(Paging.IsWholeArchive).Select(blogger => new UriBuilder(blogger) { Query = "" }.Uri)
            .Concat(api is null ? [] : [new Uri(api.AbsoluteUri.TrimEnd('/') + "/wp/v2/posts")]);
        return [.. whole.Concat(feeds.Where(feed => !Paging.IsWholeArchive(feed))).DistinctBy(url => url.AbsoluteUri)];
    }
}

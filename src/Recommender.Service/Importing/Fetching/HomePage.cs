using AngleSharp.Html.Dom;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Fetching;

/// <summary>A web page as the entrance to a site.</summary>
/// <param name="IsArticle">The page states that it is an article.</param>
/// <param name="Announced">The feed or API that it announces, the most complete one; null if there is none.</param>
internal sealed record HomePage(bool IsArticle, Uri? Announced)
{
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
    private static Uri? AnnouncedBy(IHtmlDocument page, Uri home)
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
}

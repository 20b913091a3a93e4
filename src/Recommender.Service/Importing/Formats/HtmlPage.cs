using System.Diagnostics;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Importing.Text;

namespace Recommender.Service.Importing.Formats;

/// <summary>Reads a web page: its OpenGraph, JSON-LD and meta data, and its main text.</summary>
internal static class HtmlPage
{
    public const int LongestPage = 5_000_000;

    public static RawItem Read(SourceContent content, int number = 1)
    {
        using var reader = content.OpenText();
        if (ReadText(reader) is not { } html)
        {
            return RawItem.Skip(number, content.Url?.AbsoluteUri, $"is longer than {LongestPage:N0} characters", unreadable: true);
        }

        using var page = BoundedHtml.Parse(html);
        // Forms are removed from the main text, so it would not be detected there.
        var isProtected = page.QuerySelector(ProtectedPost.Form) is not null;
        if (MediumPost.Is(page))
        {
            return MediumPost.Read(page, number);
        }

        var item = Read(page, content.Url, number);
        return isProtected ? item.NotPublic(ProtectedPost.Reason) : item;
    }

    /// <returns>Null if the page is longer than <see cref="LongestPage"/>.</returns>
    public static string? ReadText(TextReader reader)
    {
        var text = new System.Text.StringBuilder();
        var buffer = new char[64 * 1024];
        for (int count; text.Length <= LongestPage && (count = reader.Read(buffer, 0, buffer.Length)) > 0;)
        {
            text.Append(buffer, 0, count);
        }

        return text.Length <= LongestPage ? text.ToString() : null;
    }

    public static RawItem Read(IHtmlDocument page, Uri? pageUrl, int number)
    {
        var linked = LinkedArticle.Of(page);
        var url = WebUrl.Parse(page.QuerySelector("link[rel~=canonical]")?.GetAttribute("href"), pageUrl)
            ?? WebUrl.Parse(Meta(page, "og:url"), pageUrl) ?? pageUrl;
        var title = Meta(page, "og:title") ?? linked?.Headline ?? page.QuerySelector("h1")?.TextContent ?? page.Title;
        var published = Meta(page, "article:published_time") ?? linked?.Published ?? Meta(page, "date") ?? Meta(page, "dc.date")
            ?? Meta(page, "parsely-pub-date")
            ?? page.QuerySelector("article time[datetime], time[pubdate], time[itemprop=datePublished]")?.GetAttribute("datetime");
        var keywords = Metas(page, "article:tag");
        var summary = Meta(page, "og:description") ?? linked?.Summary ?? Meta(page, "description");
        var image = Meta(page, "og:image") ?? linked?.Image ?? Meta(page, "twitter:image");
        var author = linked?.Author ?? Meta(page, "author") ?? NoUrl(Meta(page, "article:author"));
        var language = page.DocumentElement.GetAttribute("lang") is { Length: > 1 } lang
            ? lang : linked?.Language ?? Meta(page, "og:locale");
        return new RawItem
        {
            Number = number,
            Url = url?.AbsoluteUri,
            Title = Markup.OneLine(title),
            Summary = summary,
            Image = image,
            Author = author,
            Section = Meta(page, "article:section") ?? linked?.Section,
            Tags = keywords.Count > 0 ? keywords
                : linked?.Keywords ?? JsonItem.SplitTags(Meta(page, "news_keywords") ?? Meta(page, "keywords") ?? ""),
            Language = language,
            Published = published,
            Updated = Meta(page, "article:modified_time") ?? Meta(page, "og:updated_time") ?? linked?.Updated,
            Access = linked?.Access
                ?? StatedAccess.OfFree(page.QuerySelector("[itemprop=isAccessibleForFree]") is { } free
                    ? free.GetAttribute("content") ?? free.GetAttribute("href") ?? free.TextContent : null)
                ?? StatedAccess.OfWord(Meta(page, "article:content_tier")),
            // Last, because extracting the main text modifies the page.
            Html = MainText(page, pageUrl ?? url),
            Base = pageUrl ?? url,
        };
    }

    /// <summary>Whether the page states that it is an article rather than a list.</summary>
    public static bool IsArticle(IHtmlDocument page) => Meta(page, "og:type") == "article" || LinkedArticle.Of(page) is not null;

    private static string? NoUrl(string? author) => WebUrl.Parse(author) is null ? author : null;

    private static string MainText(IHtmlDocument page, Uri? url)
    {
        // Charts can be most of a page, and hold no text of the article.
        foreach (var chart in page.QuerySelectorAll("svg, math").ToList())
        {
            chart.Remove();
        }

        var whole = page.Body?.InnerHtml ?? "";
        try
        {
            // Links are always resolved against an address; without one, relative links remain unusable.
            var found = new SmartReader.Reader((url ?? new Uri("http://localhost/")).AbsoluteUri, page).GetArticle();
            if (found.Completed && !string.IsNullOrWhiteSpace(found.Content))
            {
                return found.Content;
            }
        }
        // SmartReader throws these, NullReferenceException included, on pages that it cannot cope with; the page still has its whole text.
        catch (Exception e) when (
            e is InvalidOperationException or ArgumentException or NullReferenceException or FormatException or DomException)
        {
            Activity.Current?.AddException(e);
        }

        return whole;
    }

    private static string? Meta(IHtmlDocument page, string name) => Metas(page, name).FirstOrDefault();

    private static List<string> Metas(IHtmlDocument page, string name) =>
        [.. page.QuerySelectorAll("meta")
            .Where(meta => name.Equals(meta.GetAttribute("property") ?? meta.GetAttribute("name"), StringComparison.OrdinalIgnoreCase))
            .Select(meta => meta.GetAttribute("content")?.Trim()).OfType<string>().Where(value => value.Length > 0)];
}

using AngleSharp.Html.Dom;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Importing.Pages;
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
        var traits = PageTraits.Of(page, content.Url);
        // Forms are removed from the main text, so it would not be detected there.
        var isProtected = page.QuerySelector(ProtectedPost.Form) is not null;
        if (MediumPost.Is(page))
        {
            return MediumPost.Read(page, number);
        }

        var item = Read(page, content.Url, number) with { Traits = traits };
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
        var metas = PageMetas.Of(page);
        var stated = PageLinks.BaseOf(page, pageUrl);
        var url = PageLinks.AddressOf(page.QuerySelector("link[rel~=canonical]")?.GetAttribute("href"), stated, pageUrl)
            ?? PageLinks.AddressOf(metas.First("og:url"), stated, pageUrl) ?? pageUrl;
        var baseUrl = stated ?? url;
        var nodes = new LinkedNodes(LinkedJson.Of(page));
        var linked = LinkedArticle.Of(nodes, url?.AbsoluteUri);
        var section = metas.First("article:section") ?? linked?.Section;
        var names = new SiteNames(page, metas, nodes, linked, url);
        var title = new PageTitle(page, metas, linked, names, section);
        var dates = PageDates.Published(page, metas, linked, nodes, url);
        var (picture, lastPicture) = PagePictures.Of(page, metas, linked, nodes, baseUrl);
        var marked = PageAuthors.Marked(page);
        var item = new RawItem
        {
            Number = number,
            IsPage = true,
            Url = url?.AbsoluteUri,
            Summary = metas.First("og:description") ?? linked?.Summary ?? metas.First("description"),
            Image = picture?.Url,
            ImageWidth = picture?.Width,
            ImageHeight = picture?.Height,
            Thumbnail = lastPicture,
            Section = section,
            Tags = TagsOf(metas, linked),
            Language = page.DocumentElement.GetAttribute("lang") is { Length: > 1 } lang
                ? lang : linked?.Language ?? metas.First("og:locale"),
            Published = dates.FirstOrDefault(),
            MoreDates = [.. dates.Skip(1)],
            Updated = PageDates.Updated(page, metas, linked, nodes),
            Access = linked?.Access
                ?? StatedAccess.OfFree(page.QuerySelector("[itemprop=isAccessibleForFree]") is { } free
                    ? free.GetAttribute("content") ?? free.GetAttribute("href") ?? free.TextContent : null)
                ?? StatedAccess.OfWord(metas.First("article:content_tier")),
            Base = baseUrl,
        };
        // Last, because finding the main text changes the page.
        var text = PageText.Find(page, baseUrl);
        return item with
        {
            Title = title.Choose(text.Title),
            Author = AuthorNames.Of(PageAuthors.Of(metas, linked, marked, text.Byline, names)),
            Html = text.Html,
        };
    }

    /// <summary>Whether the page states that it is an article rather than a list.</summary>
    public static bool IsArticle(IHtmlDocument page) =>
        PageMetas.Of(page).First("og:type") == "article" || LinkedArticle.Of(page) is not null;

    private static IReadOnlyList<string> TagsOf(PageMetas metas, LinkedArticle? linked) =>
        metas.All("article:tag") is { Count: > 0 } tags ? tags
        : linked?.Keywords ?? JsonItem.SplitTags(metas.First("news_keywords", "keywords") ?? "");
}

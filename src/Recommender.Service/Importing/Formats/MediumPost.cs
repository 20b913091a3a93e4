using AngleSharp.Html.Dom;

namespace Recommender.Service.Importing.Formats;

/// <summary>Reads a post of Medium's export. Drafts and responses to others' posts are left out.</summary>
internal static class MediumPost
{
    private const string Body = "section[data-field=body].e-content";

    public static bool Is(IHtmlDocument page) => page.QuerySelector($"article.h-entry {Body}") is not null;

    public static RawItem Read(IHtmlDocument page, int number)
    {
        var address = page.QuerySelector("a.p-canonical")?.GetAttribute("href");
        var published = page.QuerySelector("time.dt-published")?.GetAttribute("datetime");
        var body = page.QuerySelector(Body)!;
        var title = body.QuerySelector(".graf--title");
        if (published is not null && title is null && body.QuerySelector("h1, h2, h3, h4") is null)
        {
            return RawItem.Skip(number, address, "is a response, not a post");
        }

        // The body begins with it again.
        title?.Remove();
        var item = new RawItem
        {
            Number = number,
            Url = address,
            Title = page.QuerySelector("h1.p-name")?.TextContent,
            Html = body.InnerHtml,
            Summary = page.QuerySelector("section.p-summary")?.TextContent,
            Author = page.QuerySelector("a.p-author")?.TextContent,
            Published = published,
        };
        return published is null ? item.NotPublic("is a draft") : item;
    }
}

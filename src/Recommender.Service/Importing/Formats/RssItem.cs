using System.Xml.Linq;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Text;

namespace Recommender.Service.Importing.Formats;

/// <summary>
/// Reads an item of RSS 0.9x, 1.0 or 2.0. Categories and dc:subject become tags; RSS does not distinguish sections from tags.
/// </summary>
internal static class RssItem
{
    public static RawItem Map(XElement item, int number, DocumentFacts facts)
    {
        var guid = item.Own("guid").FirstOrDefault();
        var id = guid is null ? null : System.Net.WebUtility.HtmlDecode(guid.Value.Trim());
        var encoded = item.Of("content", "encoded").Text();
        var description = item.Own("description").Text() ?? item.Of("purl.org/dc", "description").Text();
        var xhtml = item.Of("xhtml", "body").Concat(item.Of("xhtml", "div")).FirstOrDefault();
        var picture = MediaParts.Chosen(item);
        return new RawItem
        {
            Number = number,
            Id = string.IsNullOrEmpty(id) ? (string?)item.Attributes().FirstOrDefault(a => a.Name.LocalName == "about") : id,
            Url = Link(item, guid, facts),
            Title = Markup.ToPlain(item.Own("title").Text() ?? item.Of("purl.org/dc", "title").Text() ?? item.Of("mrss", "title").Text()),
            Html = encoded ?? xhtml?.ToString(SaveOptions.DisableFormatting) ?? description ?? item.Of("mrss", "description").Text() ?? "",
            Summary = encoded is not null || xhtml is not null ? description : item.Of("itunes", "subtitle").Text(),
            Image = picture?.Url,
            ImageWidth = picture?.Width,
            ImageHeight = picture?.Height,
            Thumbnail = MediaParts.Thumbnail(item),
            Author = item.Of("purl.org/dc", "creator").Text()
                ?? XmlParts.WithoutMailAddress(item.Own("author").Text()) ?? item.Of("itunes", "author").Text()
                ?? XmlParts.NameOf(item.Of("Atom", "author").FirstOrDefault()),
            Tags = [.. item.Own("category").Concat(item.Of("purl.org/dc", "subject")).Select(c => c.Value)
                .Where(tag => !string.IsNullOrWhiteSpace(tag))],
            Language = item.Of("purl.org/dc", "language").Text() ?? facts.Language,
            Published = item.Own("pubDate").Text() ?? item.Of("purl.org/dc", "date").Text()
                ?? item.Of("purl.org/dc/terms", "created").Text() ?? item.Of("Atom", "published").Text(),
            Updated = item.Of("Atom", "updated").Text() ?? item.Of("purl.org/dc/terms", "modified").Text(),
            Base = WebUrl.Parse((string?)item.Attribute(XNamespace.Xml + "base"), facts.Base) ?? facts.Base,
        };
    }

    private static string? Link(XElement item, XElement? guid, DocumentFacts facts)
    {
        var link = item.Of("feedburner", "origLink").Text() ?? item.Own("link").Text()
            ?? item.Of("Atom", "link").Where(l => (string?)l.Attribute("rel") is null or "alternate")
                .Select(l => (string?)l.Attribute("href")).FirstOrDefault();
        if (link is null && guid is not null && ((string?)guid.Attribute("isPermaLink"))?.Trim() != "false")
        {
            link = WebUrl.Parse(guid.Value)?.AbsoluteUri;
        }

        return link is null ? null : WebUrl.Parse(link, facts.Base)?.OriginalString ?? link;
    }
}

using System.Xml.Linq;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Text;

namespace Recommender.Service.Importing.Formats;

/// <summary>
/// Reads an item of RSS 0.9x, 1.0 or 2.0, with the extensions that sites use for what RSS lacks. Categories and subjects become tags; RSS
/// does not distinguish sections from tags.
/// </summary>
internal static class RssItem
{
    public static RawItem Map(XElement item, int number, DocumentFacts facts)
    {
        var guid = item.Own("guid").FirstOrDefault();
        var id = guid is null ? null : System.Net.WebUtility.HtmlDecode(guid.Value.Trim());
        var body = Body(item);
        var teaser = Teaser(item);
        var dates = Dates(item);
        var picture = MediaParts.Chosen(item);
        return new RawItem
        {
            Number = number,
            Id = string.IsNullOrEmpty(id) ? (string?)item.Attributes().FirstOrDefault(a => a.Name.LocalName == "about") : id,
            Url = Link(item, guid, facts),
            Title = Markup.ToPlain(item.Own("title").Text() ?? item.Of("purl.org/dc", "title").Text() ?? item.Of("mrss", "title").Text()),
            Html = body ?? teaser ?? "",
            Summary = body is not null ? teaser : item.Of("itunes", "subtitle").Text(),
            Image = picture?.Url,
            ImageWidth = picture?.Width,
            ImageHeight = picture?.Height,
            Thumbnail = MediaParts.Thumbnail(item),
            Author = Author(item) ?? facts.Author,
            Tags = Tags(item, facts),
            Language = item.Of("purl.org/dc", "language").Text() ?? facts.Language,
            Published = dates.Count > 0 ? dates[0] : null,
            MoreDates = [.. dates.Skip(1)],
            Updated = item.Of("Atom", "updated").Text() ?? item.Of("purl.org/dc/terms", "modified").Text(),
            Base = WebUrl.Parse((string?)item.Attribute(XNamespace.Xml + "base"), facts.Base) ?? facts.Base,
        };
    }

    // The whole text, of which a description may be the beginning.
    private static string? Body(XElement item) => item.Of("content", "encoded").Text() ?? item.Of("yandex", "full-text").Text()
        ?? item.Of("turbo.yandex", "content").Text()
        ?? Inner(item.Of("Atom", "content")) ?? Inner(item.Of("xhtml", "body").Concat(item.Of("xhtml", "div")))
        ?? Inner(item.Own("fullitem").Concat(item.Own("body")));

    private static string? Teaser(XElement item) => item.Own("description").Text() ?? item.Of("purl.org/dc", "description").Text()
        ?? item.Of("mrss", "description").Text() ?? Inner(item.Of("Atom", "summary")) ?? item.Of("itunes", "summary").Text()
        ?? item.Of("play-podcasts", "description").Text() ?? item.Own("summary").Text() ?? item.Of("itunes", "subtitle").Text();

    private static string? Inner(IEnumerable<XElement> elements) =>
        elements.FirstOrDefault(e => e.HasElements || !string.IsNullOrWhiteSpace(e.Value)) is not { } body ? null
            : body.HasElements ? body.ToString(SaveOptions.DisableFormatting) : body.Value.Trim();

    // The first kind of element that names anybody.
    private static string? Author(XElement item)
    {
        IEnumerable<string>[] kinds =
        [
            item.Of("purl.org/dc", "creator").Texts(), item.Own("author").NamesOf(), item.Of("Atom", "author").NamesOf(),
            item.Of("itunes", "author").Texts(), item.Of("play-podcasts", "author").Texts(), item.Of("purl.org/dc", "author").Texts(),
        ];
        return kinds.Select(names => AuthorNames.Of(names)).FirstOrDefault(names => names is not null);
    }

    private static IReadOnlyList<string> Tags(XElement item, DocumentFacts facts)
    {
        var own = XmlParts.Categories(item.Own("category").Concat(item.Of("Atom", "category")));
        var media = XmlParts.Categories(item.Descendants().Where(e => e.Name.LocalName == "category"
            && (e.Name.NamespaceName.Contains("mrss", StringComparison.OrdinalIgnoreCase) || e.Name.NamespaceName.Contains("itunes",
                StringComparison.OrdinalIgnoreCase) || e.Name.NamespaceName.Contains("play-podcasts", StringComparison.Ordinal))));
        var keywords = item.Of("itunes", "keywords").Texts().SelectMany(JsonItem.SplitTags);
        string[] tags = [.. own, .. item.Of("purl.org/dc", "subject").Texts(), .. media, .. keywords];
        return tags.Length > 0 ? tags : facts.Tags;
    }

    private static List<string> Dates(XElement item) =>
    [
        .. item.Own("pubDate").Texts(), .. item.Of("purl.org/dc", "date").Texts(), .. item.Of("Atom", "published").Texts(),
        .. item.Of("purl.org/dc/terms", "issued").Texts(), .. item.Of("purl.org/dc/terms", "created").Texts(),
        .. item.Of("purl.org/dc/terms", "available").Texts(), .. item.Of("purl.org/dc/terms", "date").Texts(),
        .. item.Own("published").Texts(), .. item.Own("date").Texts(),
    ];

    private static string? Link(XElement item, XElement? guid, DocumentFacts facts)
    {
        var link = item.Of("feedburner", "origLink").Text() ?? item.Own("link").Text()
            ?? item.Of("Atom", "link").Where(AtomItem.IsAlternate).Select(l => (string?)l.Attribute("href")).FirstOrDefault();
        if (link is null && guid is not null && ((string?)guid.Attribute("isPermaLink"))?.Trim() != "false")
        {
            // Another word than a path may be an id, although it lacks isPermaLink="false".
            var path = guid.Value.Trim();
            link = path.StartsWith('/') ? path : WebUrl.Parse(path)?.AbsoluteUri;
        }

        return ItemLink.Of(link, facts);
    }
}

using System.Xml.Linq;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Text;

namespace Recommender.Service.Importing.Formats;

/// <summary>Reads Atom entries, including Blogger's feeds and exports. Labels become tags; Atom has no sections.</summary>
internal static class AtomItem
{
    private const string BloggerKind = "http://schemas.google.com/g/2005#kind";

    public static RawItem Map(XElement entry, int number, DocumentFacts facts)
    {
        var id = entry.Own("id").Text();
        if (WhyNoPost(entry) is { } reason)
        {
            return RawItem.Skip(number, id, reason);
        }

        var post = Post(entry, number, id, facts);
        return WhyNotPublic(entry) is { } hidden ? post.NotPublic(hidden) : post;
    }

    private static RawItem Post(XElement entry, int number, string? id, DocumentFacts facts)
    {

        var content = entry.Own("content").FirstOrDefault();
        var summary = entry.Own("summary").FirstOrDefault();
        var body = Html(content) ?? Html(summary) ?? entry.Descendants()
            .Where(e => e.Name.LocalName == "description" && e.Name.NamespaceName.Contains("mrss", StringComparison.Ordinal)).Text()
            ?? entry.Of("itunes", "summary").Text();
        var dates = PublishedDates(entry);
        var baseUrl = WebUrl.Parse((string?)content?.Attribute(XNamespace.Xml + "base"),
            WebUrl.Parse((string?)entry.Attribute(XNamespace.Xml + "base"), facts.Base));
        var picture = MediaParts.Chosen(entry);
        return new RawItem
        {
            Number = number,
            Id = id,
            Url = Link(entry, facts) ?? (WebUrl.Parse(id) is not null ? id : null),
            Title = Title(entry.Own("title").FirstOrDefault()),
            Html = body ?? "",
            Summary = content is null ? null : Html(summary),
            Image = picture?.Url,
            ImageWidth = picture?.Width,
            ImageHeight = picture?.Height,
            Thumbnail = MediaParts.Thumbnail(entry),
            Author = AuthorNames.Of(entry.Own("author").NamesOf()) ?? AuthorNames.Of(entry.Of("purl.org/dc", "creator").Texts())
                ?? AuthorNames.Of(entry.Of("itunes", "author").Texts()) ?? facts.Author,
            Tags = Tags(entry) is { Count: > 0 } tags ? tags : facts.Tags,
            Language = (string?)entry.Attribute(XNamespace.Xml + "lang") ?? (string?)content?.Attribute(XNamespace.Xml + "lang")
                ?? facts.Language,
            Published = dates.Count > 0 ? dates[0] : null,
            MoreDates = [.. dates.Skip(1)],
            Updated = entry.Own("updated").Text() ?? entry.Own("modified").Text(),
            Base = baseUrl ?? facts.Base,
        };
    }

    private static List<string> Tags(XElement entry) =>
    [
        .. XmlParts.Categories(entry.Own("category").Where(c => (string?)c.Attribute("scheme") != BloggerKind)),
        .. entry.Of("purl.org/dc", "subject").Texts(),
        .. XmlParts.Categories(entry.Descendants().Where(e => e.Name.NamespaceName.Contains("mrss", StringComparison.OrdinalIgnoreCase))),
    ];

    // Atom 0.3 used issued, created and modified.
    private static List<string> PublishedDates(XElement entry) =>
    [
        .. entry.Own("published").Texts(), .. entry.Own("issued").Texts(), .. entry.Own("created").Texts(),
        .. entry.Of("purl.org/dc/terms", "issued").Texts(), .. entry.Of("purl.org/dc/terms", "created").Texts(),
        .. entry.Of("purl.org/dc", "date").Texts(), .. entry.Own("updated").Texts(), .. entry.Own("modified").Texts(),
    ];

    // Blogger's old export states the type of an entry in a category, the new one (Takeout) in its own elements.
    private static string? WhyNoPost(XElement entry)
    {
        var kind = (string?)entry.Own("category").FirstOrDefault(c => (string?)c.Attribute("scheme") == BloggerKind)?.Attribute("term");
        var type = entry.Of("blogger", "type").Text() ?? kind?[(kind.IndexOf('#', StringComparison.Ordinal) + 1)..];
        if (type is not null && !type.Equals("post", StringComparison.OrdinalIgnoreCase))
        {
            return $"is a {type.ToLowerInvariant()}, not a post";
        }

        return null;
    }

    private static string? WhyNotPublic(XElement entry)
    {
        var status = entry.Of("blogger", "status").Text();
        if (status is not null && !status.Equals("live", StringComparison.OrdinalIgnoreCase))
        {
            return status.Equals("draft", StringComparison.OrdinalIgnoreCase)
                ? "is a draft" : $"is {status.ToLowerInvariant()}, not published";
        }

        // The element is app:control, in one of two namespaces.
        var isDraft = entry.Elements().Where(e => e.Name.LocalName == "control").Elements().Where(e => e.Name.LocalName == "draft")
            .Text()?.ToLowerInvariant() is "yes" or "true";
        return isDraft ? "is a draft" : null;
    }

    /// <summary>Whether a link is to the page of the entry: no relation, or "alternate" among others, such as "nofollow".</summary>
    public static bool IsAlternate(XElement link) => ((string?)link.Attribute("rel"))?.Trim() is null or ""
        || ((string)link.Attribute("rel")!).Split(' ').Contains("alternate", StringComparer.OrdinalIgnoreCase);

    private static string? Link(XElement entry, DocumentFacts facts)
    {
        var original = entry.Of("feedburner", "origLink").Text();
        if (original is not null)
        {
            return original;
        }

        var links = entry.Own("link").Where(IsAlternate).ToList();
        var best = links.FirstOrDefault(l => ((string?)l.Attribute("type"))?.Contains("html", StringComparison.Ordinal) ?? true)
            ?? links.FirstOrDefault();
        var href = (string?)best?.Attribute("href") ?? best?.Value;
        if (!string.IsNullOrWhiteSpace(href))
        {
            return ItemLink.Of(href, facts);
        }

        // The Takeout form has only a path.
        return entry.Of("blogger", "filename").Text() is { } path ? facts.AddressOf(path) : null;
    }

    private static string? Title(XElement? title)
    {
        if (title is null)
        {
            return null;
        }

        if (title.HasElements)
        {
            return Markup.ToPlain(string.Concat(title.Nodes().Select(node => node.ToString(SaveOptions.DisableFormatting))));
        }

        var (type, value) = ((string?)title.Attribute("type"), title.Value);
        var text = title.Decoded();
        // Many feeds that declare or default to "text" escape entities anyway.
        return type is "html" or "xhtml" or "text/html" || text.Contains('&', StringComparison.Ordinal) || text != value
            ? Markup.ToPlain(text) : text;
    }

    private static string? Html(XElement? content)
    {
        if (content is null)
        {
            return null;
        }

        var html = content.HasElements
            ? string.Concat(content.Nodes().Select(node => node.ToString(SaveOptions.DisableFormatting)))
            : content.Decoded();
        return string.IsNullOrWhiteSpace(html) ? null : (string?)content.Attribute("type") == "text"
            ? System.Net.WebUtility.HtmlEncode(html) : html;
    }
}

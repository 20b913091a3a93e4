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
            .Where(e => e.Name.LocalName == "description" && e.Name.NamespaceName.Contains("mrss", StringComparison.Ordinal)).Text();
        var baseUrl = WebUrl.Parse((string?)content?.Attribute(XNamespace.Xml + "base"),
            WebUrl.Parse((string?)entry.Attribute(XNamespace.Xml + "base"), facts.Base));
        return new RawItem
        {
            Number = number,
            Id = id,
            Url = Link(entry, facts),
            Title = Title(entry.Own("title").FirstOrDefault()),
            Html = body ?? "",
            Summary = content is null ? null : Html(summary),
            Image = MediaParts.Image(entry),
            Thumbnail = MediaParts.Thumbnail(entry),
            Author = XmlParts.NameOf(entry.Own("author").FirstOrDefault()) ?? entry.Of("purl.org/dc", "creator").Text() ?? facts.Author,
            Tags = [.. entry.Own("category").Where(c => (string?)c.Attribute("scheme") != BloggerKind)
                .Select(c => (string?)c.Attribute("label") ?? (string?)c.Attribute("term") ?? c.Value)
                    .Where(tag => !string.IsNullOrWhiteSpace(tag))],
            Language = (string?)entry.Attribute(XNamespace.Xml + "lang") ?? (string?)content?.Attribute(XNamespace.Xml + "lang")
                ?? facts.Language,
            // Atom 0.3 used issued and modified.
            Published = entry.Own("published").Text() ?? entry.Own("issued").Text() ?? entry.Own("created").Text()
                ?? entry.Own("updated").Text() ?? entry.Of("purl.org/dc", "date").Text(),
            Updated = entry.Own("updated").Text() ?? entry.Own("modified").Text(),
            Base = baseUrl ?? facts.Base,
        };
    }

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

    private static string? Link(XElement entry, DocumentFacts facts)
    {
        var original = entry.Of("feedburner", "origLink").Text();
        if (original is not null)
        {
            return original;
        }

        var links = entry.Own("link").Where(l => (string?)l.Attribute("rel") is null or "" or "alternate").ToList();
        var best = links.FirstOrDefault(l => ((string?)l.Attribute("type"))?.Contains("html", StringComparison.Ordinal) ?? true)
            ?? links.FirstOrDefault();
        var href = (string?)best?.Attribute("href") ?? best?.Value;
        if (!string.IsNullOrWhiteSpace(href))
        {
            return WebUrl.Parse(href, facts.Base)?.OriginalString ?? href;
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

        var type = (string?)title.Attribute("type");
        // Many feeds that declare or default to "text" escape entities anyway.
        return type is "html" or "xhtml" or "text/html" || title.Value.Contains('&', StringComparison.Ordinal)
            ? Markup.ToPlain(title.Value) : title.Value;
    }

    private static string? Html(XElement? content)
    {
        if (content is null)
        {
            return null;
        }

        var html = content.HasElements
            ? string.Concat(content.Nodes().Select(node => node.ToString(SaveOptions.DisableFormatting)))
            : content.Value;
        return string.IsNullOrWhiteSpace(html) ? null : (string?)content.Attribute("type") == "text"
            ? System.Net.WebUtility.HtmlEncode(html) : html;
    }
}

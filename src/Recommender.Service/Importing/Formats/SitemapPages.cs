using System.Xml;
using System.Xml.Linq;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Budgets;

namespace Recommender.Service.Importing.Formats;

/// <summary>Reads the addresses of a sitemap or sitemap index: in XML, RSS or Atom, or plain text with one in each line.</summary>
internal static class SitemapPages
{
    // Longer lines of plain text are not addresses.
    private const int LongestLine = 8_000;

    /// <returns>Each address. A damaged sitemap returns what can be read, then throws.</returns>
    /// <exception cref="ImportException">The sitemap is not well-formed XML from some position on, or no sitemap at all.</exception>
    public static IEnumerable<SitemapEntry> Read(SourceContent content) => content.Format switch
    {
        SourceFormat.Sitemap or SourceFormat.Feed => ReadXml(content),
        SourceFormat.AddressList => ReadLines(content),
        SourceFormat.Empty => [],
        _ => throw new ImportException($"{content.Name}: is not a sitemap"),
    };

    private static IEnumerable<SitemapEntry> ReadXml(SourceContent content)
    {
        using var text = new XmlText(content.OpenText());
        using var reader = BoundedXml.Read(text);
        while (Next(reader, content))
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName is not ("url" or "sitemap" or "item" or "entry"))
            {
                continue;
            }

            var kind = reader.LocalName;
            if (Element(reader, content, kind is "item" or "entry" ? ImportLimits.ItemCharacters : 100_000) is { } element
                && EntryOf(kind, element, content.Url) is { } entry)
            {
                yield return entry;
            }
        }
    }

    private static SitemapEntry? EntryOf(string kind, XElement element, Uri? baseUrl)
    {
        // Only the entry's own address: images and videos have a loc as well.
        var location = kind switch
        {
            "item" => element.Own("link").Text(),
            "entry" => (string?)element.Elements().FirstOrDefault(IsAlternate)?.Attribute("href"),
            _ => element.Own("loc").Text(),
        };
        if (WebUrl.Parse(location?.Trim(), baseUrl) is not { } url)
        {
            return null;
        }

        return new SitemapEntry(url, kind == "sitemap")
        {
            LastModified = Cut(
                kind is "url" or "sitemap" ? Inner(element, "lastmod") : Inner(element, "updated") ?? Inner(element, "pubDate")),
            NewsTitle = kind == "url" ? Inner(element, "news", "title") : null,
            NewsDate = kind == "url" ? Cut(Inner(element, "news", "publication_date")) : null,
            Image = kind == "url" ? Inner(element, "image", "loc") ?? Inner(element, "video", "thumbnail_loc") : null,
        };
    }

    private static bool IsAlternate(XElement element) =>
        element.Name.LocalName == "link" && (string?)element.Attribute("rel") is null or "alternate";

    private static string? Inner(XElement element, params ReadOnlySpan<string> path)
    {
        XElement? at = element;
        foreach (var name in path)
        {
            at = at?.Elements().FirstOrDefault(child => child.Name.LocalName == name);
        }

        return at is null || string.IsNullOrWhiteSpace(at.Value) ? null : at.Value.Trim();
    }

    private static string? Cut(string? value) => value?.Length > 60 ? value[..60] : value;

    private static IEnumerable<SitemapEntry> ReadLines(SourceContent content)
    {
        using var reader = content.OpenText();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length <= LongestLine && WebUrl.Parse(line.Trim('\uFEFF', ' ', '\t')) is { } url)
            {
                yield return new SitemapEntry(url, IsSitemap: false);
            }
        }
    }

    private static bool Next(XmlReader reader, SourceContent content)
    {
        try
        {
            return reader.Read();
        }
        catch (XmlException e)
        {
            throw new ImportException($"{content.Name}: the sitemap is not valid XML: {e.Message}", e);
        }
    }

    private static XElement? Element(XmlReader reader, SourceContent content, int longest)
    {
        try
        {
            return BoundedElement.Read(reader, longest);
        }
        catch (XmlException e)
        {
            throw new ImportException($"{content.Name}: the sitemap is not valid XML: {e.Message}", e);
        }
    }
}

using System.Xml;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Budgets;

namespace Recommender.Service.Importing.Formats;

/// <summary>Reads the addresses listed in a sitemap or sitemap index.</summary>
internal static class SitemapPages
{
    /// <returns>Each address, and whether it is a further sitemap. A damaged sitemap returns what can be read, then throws.</returns>
    /// <exception cref="ImportException">The sitemap is not well-formed XML from some position on.</exception>
    public static IEnumerable<(Uri Url, bool IsSitemap)> Read(SourceContent content)
    {
        using var text = new XmlText(content.OpenText());
        using var reader = BoundedXml.Read(text);
        while (Next(reader, content))
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName is not ("url" or "sitemap"))
            {
                continue;
            }

            var isSitemap = reader.LocalName == "sitemap";
            var element = Element(reader, content);
            // Only the entry's own address: images and videos have a loc as well.
            var location = element?.Own("loc").Text();
            if (WebUrl.Parse(location, content.Url) is { } url)
            {
                yield return (url, isSitemap);
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

    private static System.Xml.Linq.XElement? Element(XmlReader reader, SourceContent content)
    {
        try
        {
            return BoundedElement.Read(reader, 100_000);
        }
        catch (XmlException e)
        {
            throw new ImportException($"{content.Name}: the sitemap is not valid XML: {e.Message}", e);
        }
    }
}

using System.Xml;
using Recommender.Service.Articles;

namespace Recommender.Service.Importing.Formats;

/// <summary>A sitemap or an index of sitemaps: the addresses it lists.</summary>
internal static class SitemapPages
{
    /// <returns>Each address, and whether it is that of a further sitemap. A sitemap that breaks off gives what it has, then
    /// throws.</returns>
    /// <exception cref="ImportException">The sitemap is no well-formed XML from some place on.</exception>
    public static IEnumerable<(Uri Url, bool IsSitemap)> Read(SourceContent content)
    {
        using var text = new XmlText(content.OpenText());
        using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        while (Next(reader, content))
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName is not ("url" or "sitemap"))
            {
                continue;
            }

            var isSitemap = reader.LocalName == "sitemap";
            var element = Element(reader, content);
            // Only the entry's own address: pictures and videos have a loc too.
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
            throw new ImportException($"{content.Name}: the sitemap is broken: {e.Message}", e);
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
            throw new ImportException($"{content.Name}: the sitemap is broken: {e.Message}", e);
        }
    }
}

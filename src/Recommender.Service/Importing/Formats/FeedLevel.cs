using System.Globalization;
using System.Xml.Linq;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Text;

namespace Recommender.Service.Importing.Formats;

/// <summary>Reads the elements of a feed outside its items.</summary>
internal static class FeedLevel
{
    // A feed of more lists what its whole site is about, which says nothing of an item.
    private const int MostTags = 5;

    /// <summary>Elements whose links and titles are not those of the feed.</summary>
    public static bool PassesOver(string name) => name is "image" or "textInput" or "textinput" or "cloud" or "items";

    public static bool Reads(string name) =>
        name is "link" or "language" or "author" or "creator" or "category" or "totalResults" or "startIndex";

    public static void Read(XElement? element, DocumentFacts facts)
    {
        if (element is null)
        {
            return;
        }

        switch (element.Name.LocalName)
        {
            case "link" when element.Attribute("href") is { } href:
                ReadLink((string?)element.Attribute("rel") ?? "alternate", href.Value, facts);
                break;
            case "link":
                ReadSite(element.Value, facts);
                break;
            case "language":
                facts.Language ??= element.Value;
                break;
            case "author" when element.Of("wordpress.org/export", "author_login").Text() is { } login:
                facts.Authors[login] = element.Of("wordpress.org/export", "author_display_name").Text() ?? login;
                break;
            case "author" or "creator":
                facts.Author = AuthorNames.Of([.. (facts.Author ?? "").Split(", "), XmlParts.NameOf(element)]);
                break;
            case "category":
                ReadCategory(element, facts);
                break;
            case "totalResults":
                facts.Total = int.TryParse(element.Value, CultureInfo.InvariantCulture, out var total) ? total : null;
                break;
            case "startIndex":
                facts.StartIndex = int.TryParse(element.Value, CultureInfo.InvariantCulture, out var start) ? start : null;
                break;
        }
    }

    public static void ReadAttributes(string? language, string? baseUrl, DocumentFacts facts)
    {
        facts.Language ??= string.IsNullOrWhiteSpace(language) ? null : language;
        if (WebUrl.Parse(baseUrl, facts.Base) is { } stated)
        {
            (facts.Base, facts.HasOwnBase) = (stated, true);
        }
    }

    private static void ReadSite(string url, DocumentFacts facts)
    {
        facts.HomePage ??= WebUrl.Parse(url, facts.Base);
        facts.Base ??= WebUrl.Parse(url);
    }

    private static void ReadCategory(XElement category, DocumentFacts facts)
    {
        // Those of the feed itself; WordPress's export lists all of the site.
        var space = category.Name.NamespaceName;
        if (space.Length > 0 && !space.Contains("Atom", StringComparison.OrdinalIgnoreCase)
            && !space.Contains("itunes", StringComparison.OrdinalIgnoreCase) && !space.Contains("play-podcasts", StringComparison.Ordinal)
            && !space.Contains("rss", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        facts.Stated.AddRange(XmlParts.Categories([category]).Concat(XmlParts.Categories(category.Elements())));
        facts.Tags = facts.Stated.Count <= MostTags ? [.. facts.Stated.Distinct()] : [];
    }

    private static void ReadLink(string rel, string href, DocumentFacts facts)
    {
        if (rel == "next")
        {
            facts.Next ??= href;
        }
        else if (rel == "alternate")
        {
            ReadSite(href, facts);
        }
    }
}

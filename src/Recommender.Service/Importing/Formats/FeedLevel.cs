using System.Globalization;
using System.Xml.Linq;
using Recommender.Service.Articles;

namespace Recommender.Service.Importing.Formats;

/// <summary>Reads the elements of a feed outside its items.</summary>
internal static class FeedLevel
{
    /// <summary>Elements whose links and titles are not those of the feed.</summary>
    public static bool PassesOver(string name) => name is "image" or "textInput" or "textinput" or "cloud" or "items";

    public static bool Reads(string name) => name is "link" or "language" or "author" or "totalResults" or "startIndex";

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
                facts.Base ??= WebUrl.Parse(element.Value);
                break;
            case "language":
                facts.Language ??= element.Value;
                break;
            case "author" when element.Of("wordpress.org/export", "author_login").Text() is { } login:
                facts.Authors[login] = element.Of("wordpress.org/export", "author_display_name").Text() ?? login;
                break;
            case "author":
                facts.Author ??= XmlParts.NameOf(element);
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
        facts.Base = WebUrl.Parse(baseUrl, facts.Base) ?? facts.Base;
    }

    private static void ReadLink(string rel, string href, DocumentFacts facts)
    {
        if (rel == "next")
        {
            facts.Next ??= href;
        }
        else if (rel == "alternate")
        {
            facts.Base ??= WebUrl.Parse(href);
        }
    }
}

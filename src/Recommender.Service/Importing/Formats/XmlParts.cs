using System.Xml.Linq;

namespace Recommender.Service.Importing.Formats;

/// <summary>Finds elements of feed items by name and, loosely, by namespace, which feeds spell in many ways.</summary>
internal static class XmlParts
{
    /// <summary>The item's elements with a name, in the item's own namespace.</summary>
    public static IEnumerable<XElement> Own(this XElement item, string name) =>
        item.Elements().Where(e => e.Name.LocalName == name && e.Name.NamespaceName == item.Name.NamespaceName);

    /// <summary>Elements of an extension whose namespace contains <paramref name="space"/>.</summary>
    public static IEnumerable<XElement> Of(this XElement item, string space, string name) =>
        item.Elements().Where(e => e.Name.LocalName == name && e.Name.NamespaceName.Contains(space, StringComparison.OrdinalIgnoreCase));

    /// <summary>The first text that is not blank, trimmed; null if there is none.</summary>
    public static string? Text(this IEnumerable<XElement> elements) =>
        elements.Select(e => e.Value.Trim()).FirstOrDefault(value => value.Length > 0);

    /// <summary>The name in an Atom person; a plain author element contains the name itself.</summary>
    public static string? NameOf(XElement? person)
    {
        if (person is null)
        {
            return null;
        }

        var name = person.HasElements ? person.Elements().Where(e => e.Name.LocalName == "name").Text() : person.Value.Trim();
        return string.IsNullOrEmpty(name) ? null : name;
    }

    /// <summary>Converts "jo@example.com (Jo Doe)" to "Jo Doe".</summary>
    public static string? WithoutMailAddress(string? author)
    {
        if (author is null || !author.Contains('@', StringComparison.Ordinal))
        {
            return author;
        }

        var open = author.IndexOf('(', StringComparison.Ordinal);
        var close = author.LastIndexOf(')');
        return open >= 0 && close > open + 1 ? author[(open + 1)..close].Trim() : null;
    }
}

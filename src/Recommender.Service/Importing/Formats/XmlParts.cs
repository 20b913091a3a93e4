using System.Text.Unicode;
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

        var isAtom = person.Elements().Any(e => e.Name.LocalName is "name" or "email" or "uri" or "url");
        var name = isAtom ? person.Elements().Where(e => e.Name.LocalName == "name").Text() : person.Value.Trim();
        return string.IsNullOrEmpty(name) ? null : name;
    }

    /// <summary>All names in Atom persons or plain elements.</summary>
    public static IEnumerable<string> NamesOf(this IEnumerable<XElement> persons) => persons.Select(NameOf).OfType<string>();

    /// <summary>The texts that are not blank, trimmed.</summary>
    public static IEnumerable<string> Texts(this IEnumerable<XElement> elements) =>
        elements.Select(e => e.Value.Trim()).Where(value => value.Length > 0);

    /// <summary>The names of categories: Atom's and Media RSS's label, else the term of Atom and iTunes, else the text.</summary>
    public static IEnumerable<string> Categories(IEnumerable<XElement> categories) =>
        categories.Where(c => c.Name.LocalName == "category")
            .Select(c => (string?)c.Attribute("label") ?? (string?)c.Attribute("term")
                ?? (c.HasElements ? (string?)c.Attribute("text") : null)
                ?? (c.Value.Trim() is { Length: > 0 } text ? text : (string?)c.Attribute("text")))
            .Where(name => !string.IsNullOrWhiteSpace(name)).Select(name => name!.Trim());

    /// <summary>The text of an element that Atom encodes in base 64: by its mode (0.3), or by a type other than text (1.0).</summary>
    public static string Decoded(this XElement element)
    {
        var type = (string?)element.Attribute("type");
        var isEncoded = (string?)element.Attribute("mode") == "base64" || (type?.Contains('/', StringComparison.Ordinal) == true
            && !type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) && !type.Contains("xml", StringComparison.OrdinalIgnoreCase));
        if (!isEncoded || element.HasElements)
        {
            return element.Value;
        }

        var bytes = new byte[element.Value.Length];
        return Convert.TryFromBase64String(element.Value, bytes, out var length) && Utf8.IsValid(bytes.AsSpan(0, length))
            ? System.Text.Encoding.UTF8.GetString(bytes, 0, length) : element.Value;
    }
}

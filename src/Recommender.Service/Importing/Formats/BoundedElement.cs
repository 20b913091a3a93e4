using System.Xml;
using System.Xml.Linq;

namespace Recommender.Service.Importing.Formats;

/// <summary>Reads one element of an XML stream into memory, unless it is too large.</summary>
internal static class BoundedElement
{
    /// <summary>Maximum nesting depth of an item.</summary>
    public const int DeepestNesting = 2000;

    /// <summary>Why an item is not read.</summary>
    public static readonly string Problem = $"is longer than {ImportLimits.ItemCharacters:N0} characters, is nested deeper than "
        + $"{DeepestNesting:N0} elements, or has too many elements or attributes";

    private const int MaxElements = 200_000;

    // Each attribute is compared with the others of its element.
    private const long MaxAttributeSteps = 10_000_000;

    private static readonly HashSet<string> VoidElements =
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

    /// <summary>Reads the element at the position of <paramref name="reader"/> and moves the reader to its end.</summary>
    /// <returns>The element; null if it has more than <paramref name="limit"/> characters or is beyond another limit.</returns>
    public static XElement? Read(XmlReader reader, int limit)
    {
        var depth = reader.Depth;
        var (elements, steps) = (1, 0L);
        var root = Open(reader, ref limit, ref steps);
        if (reader.IsEmptyElement)
        {
            return limit >= 0 ? root : null;
        }

        var current = root;
        var buffer = new char[8192];
        while (reader.Read() && reader.Depth > depth)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when limit >= 0 && reader.Depth - depth < DeepestNesting:
                    var isEmpty = reader.IsEmptyElement;
                    var child = Open(reader, ref limit, ref steps);
                    limit = ++elements > MaxElements ? -1 : limit;
                    current.Add(child);
                    if (!isEmpty)
                    {
                        current = child;
                    }

                    break;
                case XmlNodeType.Element:
                    limit = -1;
                    break;
                case XmlNodeType.EndElement when limit >= 0:
                    // XHTML written as <a name="x"/> would swallow what follows when read as HTML.
                    if (!current.Nodes().Any() && !VoidElements.Contains(current.Name.LocalName))
                    {
                        current.Add("");
                    }

                    current = current.Parent ?? root;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    ReadText(reader, current, buffer, ref limit);
                    break;
            }
        }

        return limit >= 0 ? root : null;
    }

    private static XElement Open(XmlReader reader, ref int limit, ref long steps)
    {
        var element = new XElement(XName.Get(XmlConvert.EncodeLocalName(reader.LocalName), reader.NamespaceURI));
        if (reader.IsEmptyElement && !VoidElements.Contains(reader.LocalName))
        {
            element.Add("");
        }

        steps += (long)reader.AttributeCount * reader.AttributeCount;
        if (reader.AttributeCount > XmlText.MaxAttributes || steps > MaxAttributeSteps)
        {
            limit = -1;
        }
        else if (reader.MoveToFirstAttribute())
        {
            do
            {
                if (reader.Prefix == "xmlns" || reader.Name == "xmlns")
                {
                    element.AddAnnotation(OwnNamespaces.Instance);
                }
                else
                {
                    limit -= reader.Value.Length + reader.LocalName.Length;
                    element.SetAttributeValue(XName.Get(reader.LocalName, reader.NamespaceURI), reader.Value);
                }
            }
            while (reader.MoveToNextAttribute());
            reader.MoveToElement();
        }

        return element;
    }

    // In pieces: a gigabyte of text is skipped without holding it in memory.
    private static void ReadText(XmlReader reader, XElement current, char[] buffer, ref int limit)
    {
        int count;
        System.Text.StringBuilder? text = null;
        while ((count = reader.ReadValueChunk(buffer, 0, buffer.Length)) > 0)
        {
            limit = Math.Max(-1, limit - count);
            if (limit >= 0)
            {
                (text ??= new()).Append(buffer, 0, count);
            }
        }

        if (limit >= 0 && text is not null)
        {
            current.Add(new XText(text.ToString()));
        }
    }
}

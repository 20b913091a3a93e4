using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Xml.Parser;
using Recommender.Service.Importing.Budgets;

namespace Recommender.Service.Importing.Formats;

/// <summary>Reads feeds that are not well-formed, as a whole, with a lenient parser.</summary>
internal static partial class LenientXml
{
    // An unclosed tag in every item nests them as deeply as the feed is long, and the parser's time grows with the square of the depth.
    private const int DeepestNesting = 20_000;

    // For prefixes that a broken feed uses without declaring them; XmlParts searches for these words.
    private static readonly Dictionary<string, string> Spaces = new(StringComparer.OrdinalIgnoreCase)
    {
        ["content"] = "http://purl.org/rss/1.0/modules/content/", ["dc"] = "http://purl.org/dc/elements/1.1/",
        ["media"] = "http://search.yahoo.com/mrss/",
        ["wp"] = "http://wordpress.org/export/1.2/", ["excerpt"] = "http://wordpress.org/export/1.2/excerpt/",
        ["atom"] = "http://www.w3.org/2005/Atom",
        ["feedburner"] = "http://rssnamespace.org/feedburner/ext/1.0", ["itunes"] = "http://www.itunes.com/dtds/podcast-1.0.dtd",
        ["blogger"] = "http://schemas.google.com/blogger/2018", ["app"] = "http://www.w3.org/2007/app",
    };

    /// <returns>All items, and whether the last one was cut off (it is then left out).</returns>
    /// <exception cref="ImportException">The document is too large to be read as a whole, or nested too deeply.</exception>
    public static (IReadOnlyList<XElement?> Items, bool IsCut) Items(SourceContent content, DocumentFacts facts)
    {
        var text = DocumentType().Replace(ReadAll(content), "");
        if (XmlDepth.Exceeds(text, DeepestNesting))
        {
            throw new ImportException($"{content.Name}: is not well-formed XML and is nested deeper than {DeepestNesting:N0} elements");
        }

        var parser = new XmlParser(new XmlParserOptions { IsSuppressingErrors = true, MaxCharactersFromEntities = 1000 });
        using var document = parser.ParseDocument(text);
        // An unclosed tag nests the items after it; they are items all the same.
        var items = new List<XElement?>();
        foreach (var (element, isInItem) in Elements(document))
        {
            if (IsItem(element))
            {
                items.Add(Convert(element, BoundedElement.DeepestNesting));
            }
            else if (!isInItem && FeedLevel.Reads(element.LocalName))
            {
                // An author's name is one level below; anything else inside an unclosed tag is irrelevant.
                FeedLevel.Read(Convert(element, null), facts);
            }
        }

        var lastOpen = Math.Max(text.LastIndexOf("<item", StringComparison.Ordinal), text.LastIndexOf("<entry", StringComparison.Ordinal));
        var lastClose = Math.Max(text.LastIndexOf("</item", StringComparison.Ordinal),
            text.LastIndexOf("</entry", StringComparison.Ordinal));
        var isCut = items.Count > 0 && lastOpen > lastClose;
        return (isCut ? items[..^1] : items, isCut);
    }

    private static string ReadAll(SourceContent content)
    {
        using var reader = new XmlText(content.OpenText());
        var buffer = new char[64 * 1024];
        var text = new System.Text.StringBuilder();
        for (int count; (count = reader.Read(buffer, 0, buffer.Length)) > 0;)
        {
            text.Append(buffer, 0, count);
            if (text.Length > ImportLimits.WholeCharacters)
            {
                throw new ImportException($"{content.Name}: is not well-formed XML and too long to be read leniently; repair it, for "
                    + $"example with 'xmllint --recover'");
            }
        }

        return text.ToString();
    }

    private static bool IsItem(INode node) => node is IElement { LocalName: "item" or "entry" };

    // In document order, with whether it is within an item.
    private static List<(IElement Element, bool IsInItem)> Elements(INode document)
    {
        var found = new List<(IElement, bool)>();
        var openItems = 0;
        TreeWalk.Visit(document, Enter, node => openItems -= IsItem(node) ? 1 : 0);
        return found;

        bool Enter(INode node)
        {
            if (node is IElement element)
            {
                found.Add((element, openItems > 0));
            }

            openItems += IsItem(node) ? 1 : 0;
            return true;
        }
    }

    /// <param name="source">The element.</param>
    /// <param name="deepest">
    /// Maximum depth: null is returned for anything deeper. If not given, the element is cut off below its children.
    /// </param>
    private static XElement? Convert(IElement source, int? deepest)
    {
        var root = Shallow(source);
        var work = new Stack<(IElement From, XElement To, int Depth)>([(source, root, 1)]);
        while (work.TryPop(out var next))
        {
            if (next.Depth > deepest)
            {
                return null;
            }

            foreach (var child in next.From.ChildNodes)
            {
                if (child is IElement element && !IsItem(element) && (deepest is not null || next.Depth == 1))
                {
                    var copy = Shallow(element);
                    next.To.Add(copy);
                    work.Push((element, copy, next.Depth + 1));
                }
                else if (child is ICharacterData { NodeType: NodeType.Text or NodeType.CharacterData } text)
                {
                    next.To.Add(new XText(Legal(text.Data)));
                }
            }
        }

        return root;
    }

    private static XElement Shallow(IElement element)
    {
        var space = element.NamespaceUri ?? Spaces.GetValueOrDefault(element.Prefix ?? "", "");
        var copy = new XElement(XName.Get(XmlConvert.EncodeLocalName(element.LocalName), space));
        foreach (var attribute in element.Attributes.Where(a => a.Prefix is not "xmlns" && a.Name is not "xmlns"))
        {
            var name = XmlConvert.EncodeLocalName(attribute.LocalName);
            copy.SetAttributeValue(attribute.Prefix == "xml" ? XNamespace.Xml + name : name, Legal(attribute.Value));
        }

        return copy;
    }

    private static string Legal(string text) => text.All(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c))
        ? text : string.Concat(text.Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)));

    [GeneratedRegex(@"<!DOCTYPE[^\[>]*(?:\[[\s\S]*?\]\s*)?>", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex DocumentType();
}

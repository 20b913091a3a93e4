using System.Xml;
using System.Xml.Linq;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Web;

namespace Recommender.Service.Importing.Formats;

/// <summary>
/// Reads Atom, RSS 0.9x, 1.0 and 2.0, and the exports of Blogger and WordPress, which are dialects of these, item by item.
/// </summary>
internal static class FeedItems
{
    /// <exception cref="ImportException">The document is cut off; the items before that have been returned.</exception>
    public static IEnumerable<RawItem> Read(SourceContent content, DocumentFacts facts, Reading reading)
    {
        var given = 0;
        using var strict = new StrictItems(content, facts);
        while (strict.Next() is { } next)
        {
            given++;
            yield return Map(next.Item, given, facts);
        }

        if (strict.Error is null)
        {
            yield break;
        }

        if (strict.IsCutOff)
        {
            throw new ImportException($"{content.Name}: breaks off after item {given}: {strict.Error}");
        }

        facts.Notes.Add(MessageLine.Of($"is not well-formed XML ({strict.Error}): read leniently"));
        var lenient = reading.Feed(content, facts);
        facts.Take(lenient.Facts);
        foreach (var item in lenient.Items.Skip(given))
        {
            given++;
            yield return item;
        }

        if (lenient.IsCut)
        {
            throw new ImportException($"{content.Name}: breaks off after item {given}");
        }
    }

    /// <summary>All items of a feed that is not well-formed. In a reading process only: time and memory have no bound.</summary>
    /// <exception cref="ImportException">It is too large or nested too deeply.</exception>
    public static LenientItems ReadLeniently(SourceContent content, DocumentFacts facts)
    {
        var (items, isCut) = LenientXml.Items(content, facts);
        return new LenientItems([.. items.Select((item, i) => Map(item, i + 1, facts))], isCut, facts);
    }

    private static RawItem Map(XElement? item, int number, DocumentFacts facts) => SourceFailure.Item(number, () => item switch
    {
        null => RawItem.Skip(number, null, BoundedElement.Problem, unreadable: true),
        { Name.LocalName: "entry" } => AtomItem.Map(item, number, facts),
        _ when WxrItem.Is(item) => WxrItem.Map(item, number, facts),
        _ => RssItem.Map(item, number, facts),
    });

    /// <summary>Reads the document with System.Xml until it ends or proves not well-formed.</summary>
    private sealed class StrictItems : IDisposable
    {
        private readonly XmlText _text;
        private readonly DocumentFacts _facts;
        private readonly XmlReader _reader;
        private string? _root;
        private bool _afterElement;

        public StrictItems(SourceContent content, DocumentFacts facts)
        {
            _text = new XmlText(content.OpenText());
            _facts = facts;
            _reader = BoundedXml.Read(_text);
        }

        public string? Error { get; private set; }

        public bool IsCutOff => _text.Ended && _root is not null && !_text.Tail.Contains("</" + _root, StringComparison.OrdinalIgnoreCase);

        /// <summary>The next item (with null inside if it is too long); null at the end and after an error.</summary>
        public Found? Next()
        {
            try
            {
                while (_afterElement || _reader.Read())
                {
                    _afterElement = false;
                    if (_reader.NodeType != XmlNodeType.Element)
                    {
                        continue;
                    }

                    _root ??= _reader.Name;
                    if (_reader.LocalName is "item" or "entry")
                    {
                        return new Found(BoundedElement.Read(_reader, ImportLimits.ItemCharacters));
                    }

                    if (FeedLevel.PassesOver(_reader.LocalName))
                    {
                        _reader.Skip();
                        _afterElement = _reader.ReadState == ReadState.Interactive;
                    }
                    else if (FeedLevel.Reads(_reader.LocalName))
                    {
                        FeedLevel.Read(BoundedElement.Read(_reader, 100_000), _facts);
                    }
                    else
                    {
                        FeedLevel.ReadAttributes(_reader.GetAttribute("xml:lang"), _reader.GetAttribute("xml:base"), _facts);
                    }
                }
            }
            catch (XmlException e)
            {
                Error = e.Message;
            }

            return null;
        }

        public void Dispose()
        {
            _reader.Dispose();
            _text.Dispose();
        }
    }

    private sealed record Found(XElement? Item);
}

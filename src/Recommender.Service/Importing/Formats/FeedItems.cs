using System.Xml;
using System.Xml.Linq;

namespace Recommender.Service.Importing.Formats;

/// <summary>Atom, RSS 0.9x, 1.0 and 2.0, and the exports of Blogger and WordPress, which are dialects of these: items one by one.</summary>
internal static class FeedItems
{
    private static readonly XmlReaderSettings Settings = new()
    {
        // DTDs are passed over: nothing they declare is resolved, neither from outside nor from within.
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersFromEntities = 1,
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <exception cref="ImportException">The document breaks off; what came before has been given.</exception>
    public static IEnumerable<RawItem> Read(SourceContent content, DocumentFacts facts)
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

        facts.Notes.Add($"is not well-formed XML ({strict.Error}): read leniently");
        var (items, isCut) = LenientXml.Items(content, facts);
        foreach (var item in items.Skip(given))
        {
            given++;
            yield return Map(item, given, facts);
        }

        if (isCut)
        {
            throw new ImportException($"{content.Name}: breaks off after item {given}");
        }
    }

    private static RawItem Map(XElement? item, int number, DocumentFacts facts) => SourceFailure.Item(number, () => item switch
    {
        null => RawItem.Skip(
            number, null, $"is longer than {ImportLimits.ItemCharacters:N0} characters or nests deeper than " +
            $"{BoundedElement.DeepestNesting:N0} elements", unreadable: true),
        { Name.LocalName: "entry" } => AtomItem.Map(item, number, facts),
        _ when WxrItem.Is(item) => WxrItem.Map(item, number, facts),
        _ => RssItem.Map(item, number, facts),
    });

    /// <summary>Walks the document as System.Xml reads it, until it ends or is found not well-formed.</summary>
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
            _reader = XmlReader.Create(_text, Settings);
        }

        public string? Error { get; private set; }

        public bool IsCutOff => _text.Ended && _root is not null && !_text.Tail.Contains("</" + _root, StringComparison.OrdinalIgnoreCase);

        /// <summary>The next item (null inside where it is too long); null at the end and after an error.</summary>
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

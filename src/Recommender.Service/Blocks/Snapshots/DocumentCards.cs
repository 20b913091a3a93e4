using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Recommender.Service.Blocks.Snapshots;

/// <summary>Maps the documents of a model's lists to cards and back, by number, so that page views need no names.</summary>
internal sealed class DocumentCards
{
    public static readonly DocumentCards None = new([], [], [], 0);

    private readonly int[] _documents;
    private readonly ImmutableDictionary<int, ImmutableArray<int>> _earlier;
    private readonly IReadOnlyList<string> _ids;

    // Keeps the mapping of the documents before <c>from</c> and adds the others.
    private DocumentCards(IReadOnlyList<string> ids,
        ImmutableArray<int> cards, int[] documents, int from, ImmutableDictionary<int, ImmutableArray<int>>? earlier = null)
    {
        (Cards, _documents, _ids) = (cards, documents, ids);
        var replaced = (earlier ?? ImmutableDictionary<int, ImmutableArray<int>>.Empty).ToBuilder();
        for (var document = from; document < cards.Length; document++)
        {
            if (cards[document] is not (>= 0 and var card))
            {
                continue;
            }

            // If a document was folded in again, the later one counts.
            if (documents[card] >= 0)
            {
                replaced[card] = replaced.GetValueOrDefault(card, []).Add(documents[card]);
            }

            documents[card] = document;
        }

        _earlier = replaced.ToImmutable();
    }

    /// <summary>The card of each document; -1 if it is not in the store.</summary>
    public ImmutableArray<int> Cards { get; }

    public static DocumentCards Of(ServedModel? model, ArticleIndex articles)
    {
        if (model is null)
        {
            return None;
        }

        var ids = model.Lists.Ids;
        var cards = new int[ids.Count];
        for (var document = 0; document < cards.Length; document++)
        {
            cards[document] = articles.FindByKey(ids[document]);
        }

        return new DocumentCards(ids, ImmutableCollectionsMarshal.AsImmutableArray(cards), Grown([], articles.Count), 0);
    }

    /// <summary>The mapping after articles were added.</summary>
    public DocumentCards WithArticles(ServedModel? model, ArticleIndex articles)
    {
        for (var card = _documents.Length; card < articles.Count; card++)
        {
            if (model?.Lists.IndexOf(articles[card].Key) >= 0)
            {
                return Of(model, articles);
            }
        }

        return model is null || articles.Count == _documents.Length
            ? this : new DocumentCards(_ids, Cards, Grown(_documents, articles.Count), Cards.Length, _earlier);
    }

    /// <summary>The mapping for lists after a fold-in.</summary>
    public DocumentCards WithLists(ServedModel model, ArticleIndex articles)
    {
        var ids = model.Lists.Ids;
        for (var document = 0; document < _ids.Count; document++)
        {
            // Fold-in keeps the same id instances; for other lists the mapping is built anew.
            if (document >= ids.Count || !ReferenceEquals(_ids[document], ids[document]))
            {
                return Of(model, articles);
            }
        }

        return new DocumentCards(ids, [.. Cards, .. ids.Skip(_ids.Count).Select(articles.FindByKey)],
            Grown(_documents, articles.Count), Cards.Length, _earlier);
    }

    /// <summary>The document of a card, or -1.</summary>
    public int DocumentOf(int card) => card < _documents.Length ? _documents[card] : -1;

    /// <summary>True if any card has more than one document.</summary>
    public bool HasReplaced => !_earlier.IsEmpty;

    /// <summary>All documents of a card.</summary>
    public IEnumerable<int> DocumentsOf(int card) =>
        DocumentOf(card) is >= 0 and var document ? _earlier.GetValueOrDefault(card, []).Append(document) : [];

    private static int[] Grown(int[] documents, int count)
    {
        var grown = new int[count];
        documents.CopyTo(grown, 0);
        Array.Fill(grown, -1, documents.Length, count - documents.Length);
        return grown;
    }
}

using System.Collections.Immutable;

namespace Recommender.Service.Related;

/// <summary>Which card each document of a model's lists is, and which document each card: numbers at a page view, names only when it is made.</summary>
internal sealed class DocumentCards
{
    public static readonly DocumentCards None = new([], 0);

    private readonly int[] _documents;

    private DocumentCards(ImmutableArray<int> cards, int count)
    {
        (Cards, _documents) = (cards, new int[count]);
        Array.Fill(_documents, -1);
        // Of a document that was folded in again the later counts.
        for (var document = 0; document < cards.Length; document++)
        {
            if (cards[document] >= 0)
            {
                _documents[cards[document]] = document;
            }
        }
    }

    /// <summary>By document its card; -1 where the store does not hold it.</summary>
    public ImmutableArray<int> Cards { get; }

    public static DocumentCards Of(ServedModel? model, ArticleIndex articles) =>
        model is null ? None : new([.. model.Lists.Ids.Select(articles.FindByKey)], articles.Count);

    /// <summary>The document of a card, or -1.</summary>
    public int DocumentOf(int card) => card < _documents.Length ? _documents[card] : -1;
}

using Recommender.Engine;

namespace Recommender.Service.Related;

/// <summary>
/// Lists of articles that came, or changed, after the model was trained: their own, and the places they take in older articles' lists.
/// Belongs to one model. Immutable.
/// </summary>
public sealed class FoldedLists
{
    public static readonly FoldedLists None = new([], []);

    private readonly Dictionary<int, FoldedList> _own;
    private readonly Dictionary<int, FoldedEntry[]> _entrants;

    private FoldedLists(Dictionary<int, FoldedList> own, Dictionary<int, FoldedEntry[]> entrants) => (_own, _entrants) = (own, entrants);

    public int Count => _own.Count;

    /// <summary>The list that was ranked for a card; null where none was.</summary>
    public FoldedList? Own(int card) => _own.GetValueOrDefault(card);

    /// <summary>The new articles that related themselves to a document of the model.</summary>
    public ReadOnlySpan<FoldedEntry> EntrantsOf(int document) => _entrants.GetValueOrDefault(document);

    /// <param name="lists">Freshly ranked lists by card.</param>
    /// <param name="isNew">True for a card that the model does not know: only such a one enters other lists, the others stand in them already.</param>
    public FoldedLists With(IReadOnlyDictionary<int, FoldedList> lists, Predicate<int> isNew)
    {
        var own = new Dictionary<int, FoldedList>(_own);
        var entrants = new Dictionary<int, FoldedEntry[]>(_entrants);
        foreach (var (card, list) in lists)
        {
            if (own.TryGetValue(card, out var before) && isNew(card))
            {
                foreach (var entry in before.Entries)
                {
                    entrants[entry.Index] = [.. entrants[entry.Index].Where(entrant => entrant.Card != card)];
                }
            }

            own[card] = list;
            foreach (var entry in isNew(card) ? list.Entries : [])
            {
                entrants[entry.Index] = [.. entrants.GetValueOrDefault(entry.Index, []), new FoldedEntry(card, entry.Score)];
            }
        }

        return new FoldedLists(own, entrants);
    }
}

/// <summary>A list that was ranked after training.</summary>
/// <param name="Revision">The revision of the article that it was ranked for.</param>
/// <param name="Entries">Documents of the model, best first.</param>
public sealed record FoldedList(long Revision, RelatedEntry[] Entries);

/// <summary>A new article in an older article's list.</summary>
/// <param name="Card">Index of the new article's card.</param>
/// <param name="Score">Relatedness in [0, 1].</param>
public readonly record struct FoldedEntry(int Card, float Score);

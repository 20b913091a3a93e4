namespace Recommender.Service.Related;

/// <summary>Finds articles by the one spelling of their URL. Several articles may share a page's URL.</summary>
internal sealed class UrlIndex
{
    private readonly Dictionary<string, int> _first;
    private readonly Dictionary<string, int[]> _shared;

    public UrlIndex(int capacity) => (_first, _shared) = (new(capacity, StringComparer.Ordinal), new(StringComparer.Ordinal));

    private UrlIndex(UrlIndex other) =>
        (_first, _shared) = (new(other._first, StringComparer.Ordinal), new(other._shared, StringComparer.Ordinal));

    public UrlIndex Copy() => new(this);

    public void Add(string? urlKey, int card)
    {
        if (urlKey is null || _first.TryAdd(urlKey, card))
        {
            return;
        }

        var known = _shared.GetValueOrDefault(urlKey) ?? [_first[urlKey]];
        if (Array.IndexOf(known, card) < 0)
        {
            _shared[urlKey] = [.. known, card];
        }
    }

    /// <summary>The newest of the standing articles that have the URL now; -1 where none has.</summary>
    public int Find(string urlKey, ArticleCard[] cards)
    {
        if (!_first.TryGetValue(urlKey, out var first))
        {
            return -1;
        }

        var best = -1;
        foreach (var card in _shared.GetValueOrDefault(urlKey) ?? [first])
        {
            // An article's URL may have changed since it was entered here.
            if (!cards[card].Withdrawn && cards[card].UrlKey == urlKey
                && (best < 0 || ArticleCard.CompareNewest(cards[card], cards[best]) < 0))
            {
                best = card;
            }
        }

        return best;
    }
}

using System.Text;

namespace Recommender.Service.Blocks.Snapshots;

/// <summary>
/// Finds articles by their canonical URL, which several articles may share. The index stores only hashes, so it creates no strings; the
/// card confirms a match.
/// </summary>
internal sealed class UrlIndex
{
    private const int MaxOnStack = 512;

    private readonly Dictionary<int, int> _first;
    private readonly Dictionary<int, int[]> _others;

    public UrlIndex(int capacity) => (_first, _others) = (new(capacity), []);

    private UrlIndex(UrlIndex other) => (_first, _others) = (new(other._first), new(other._others));

    public UrlIndex Copy() => new(this);

    /// <param name="urlKey">The canonical URL in UTF-8; empty if the article has none.</param>
    public void Add(ReadOnlySpan<byte> urlKey, int card)
    {
        if (urlKey.IsEmpty || _first.TryAdd(HashOf(urlKey), card))
        {
            return;
        }

        var hash = HashOf(urlKey);
        var others = _others.GetValueOrDefault(hash, []);
        if (_first[hash] != card && Array.IndexOf(others, card) < 0)
        {
            _others[hash] = [.. others, card];
        }
    }

    /// <summary>The newest article with this URL that is public at <paramref name="now"/> (UTC); -1 if there is none.</summary>
    public int Find(string urlKey, ArticleCard[] cards, DateTime now)
    {
        var size = Encoding.UTF8.GetByteCount(urlKey);
        var bytes = size <= MaxOnStack ? stackalloc byte[size] : new byte[size];
        Encoding.UTF8.GetBytes(urlKey, bytes);
        var hash = HashOf(bytes);
        if (!_first.TryGetValue(hash, out var first))
        {
            return -1;
        }

        var best = Better(first, -1, bytes, cards, now);
        foreach (var card in _others.GetValueOrDefault(hash, []))
        {
            best = Better(card, best, bytes, cards, now);
        }

        return best;
    }

    /// <summary>The articles that may have this URL.</summary>
    public IEnumerable<int> Candidates(ReadOnlySpan<byte> urlKey)
    {
        var hash = HashOf(urlKey);
        return _first.TryGetValue(hash, out var first) ? [first, .. _others.GetValueOrDefault(hash, [])] : [];
    }

    /// <summary>Whether any article has this URL, public or not.</summary>
    public bool Has(string urlKey, ArticleCard[] cards)
    {
        var bytes = Encoding.UTF8.GetBytes(urlKey);
        return Candidates(bytes).Any(card => cards[card].UrlKeyBytes.SequenceEqual(bytes));
    }

    // An article's URL may have changed since it was entered here, and another's may have the same hash.
    private static int Better(int card, int best, ReadOnlySpan<byte> urlKey, ArticleCard[] cards, DateTime now) =>
        cards[card].IsVisibleAt(now) && cards[card].UrlKeyBytes.SequenceEqual(urlKey)
        && (best < 0 || ArticleCard.CompareNewest(cards[card], cards[best]) < 0) ? card : best;

    private static int HashOf(ReadOnlySpan<byte> bytes)
    {
        var hash = new HashCode();
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }
}

using System.Runtime.InteropServices;
using System.Text;
using Recommender.Service.Articles;
using Recommender.Service.Articles.Addresses;

namespace Recommender.Service.Blocks.Snapshots;

/// <summary>
/// Finds the article that an unknown address means: another spelling, a part or another view of the page, or a former address. Each step is
/// weaker than the one before, and leads to an article only if it leads to no other. Immutable.
/// </summary>
internal sealed class WeakAddresses
{
    // With more numbered articles than one in twenty, a number at the end of an address is never a page of an article.
    private const int NumberedShare = 20;

    // After more changes, or one in a hundred articles, the site's parameters are learned anew.
    private const int FewChanges = 20;

    private readonly ArticleCard[] _cards;
    private readonly UrlIndex _exact;
    private readonly PageParameters _parameters;
    private readonly AddressMoves _moves;

    // By hash of the loose address; only of articles whose own address is another.
    private readonly UrlIndex _loose;
    private readonly Dictionary<string, int> _looseFormer = new(StringComparer.Ordinal);
    private readonly HashSet<string> _hosts = new(StringComparer.Ordinal);
    private readonly HashSet<int> _numbered;
    private readonly bool _isNumbered;
    private readonly string _host;

    // Since the parameters were learned.
    private readonly int _changes;

    private WeakAddresses(
        ArticleCard[] cards, UrlIndex exact, IReadOnlyDictionary<string, string> aliases, Func<string, int> former, AddressOptions options)
    {
        (_cards, _exact, _moves, _loose, _numbered) = (cards, exact, new AddressMoves(options), new UrlIndex(0), []);
        var (counts, numbered) = (new Dictionary<string, int>(StringComparer.Ordinal), 0);
        var differing = new List<int>();
        for (var i = 0; i < cards.Length; i++)
        {
            var address = cards[i].UrlKeyBytes;
            if (address.IsEmpty)
            {
                continue;
            }

            Count(counts, address);
            if (ParentOfNumber(address) is { } parent)
            {
                numbered++;
                _numbered.Add(parent);
            }

            if (LooseAddress.MayDiffer(address))
            {
                differing.Add(i);
            }
        }

        _isNumbered = numbered * NumberedShare > cards.Length;
        _host = counts.Where(host => !_moves.IsFormerHost(host.Key)).OrderByDescending(host => host.Value)
            .ThenBy(host => host.Key, StringComparer.Ordinal).Select(host => host.Key).FirstOrDefault("");
        _hosts.UnionWith(counts.Keys);
        _parameters = PageParameters.Of(Queried(differing), options);
        foreach (var card in differing)
        {
            _loose.Add(Encoding.UTF8.GetBytes(LooseAddress.Of(cards[card].UrlKey!, _parameters)), card);
        }

        AddFormer(aliases.Keys, former);
    }

    /// <param name="cards">All articles.</param>
    /// <param name="exact">Their addresses.</param>
    /// <param name="aliases">Former addresses.</param>
    /// <param name="former">The article that had an address; -1 if none.</param>
    /// <param name="options">The site's settings.</param>
    public static WeakAddresses Of(
        ArticleCard[] cards, UrlIndex exact, IReadOnlyDictionary<string, string> aliases, Func<string, int> former,
        AddressOptions options) => new(cards, exact, aliases, former, options);

    private WeakAddresses(WeakAddresses before, ArticleCard[] cards, UrlIndex exact, List<int> changed)
    {
        (_cards, _exact, _changes) = (cards, exact, before._changes + changed.Count);
        (_parameters, _moves, _hosts, _host) = (before._parameters, before._moves, before._hosts, before._host);
        (_looseFormer, _isNumbered) = (before._looseFormer, before._isNumbered);
        (_loose, _numbered) = (before._loose, before._numbered);
        foreach (var card in changed)
        {
            var address = cards[card].UrlKeyBytes;
            if (LooseAddress.MayDiffer(address))
            {
                _loose = ReferenceEquals(_loose, before._loose) ? _loose.Copy() : _loose;
                _loose.Add(Encoding.UTF8.GetBytes(LooseAddress.Of(cards[card].UrlKey!, _parameters)), card);
            }

            if (ParentOfNumber(address) is { } parent && !_numbered.Contains(parent))
            {
                _numbered = ReferenceEquals(_numbered, before._numbered) ? [.. _numbered] : _numbered;
                _numbered.Add(parent);
            }
        }
    }

    /// <summary>The same after some articles changed, which is much cheaper than to make all anew.</summary>
    /// <param name="cards">All articles.</param>
    /// <param name="exact">Their addresses.</param>
    /// <param name="touched">Those that changed.</param>
    /// <returns>Null if all must be made anew.</returns>
    public WeakAddresses? With(ArticleCard[] cards, UrlIndex exact, IEnumerable<int> touched)
    {
        var changed = touched.Where(card => card >= _cards.Length || _cards[card].Withdrawn != cards[card].Withdrawn
            || !_cards[card].UrlKeyBytes.SequenceEqual(cards[card].UrlKeyBytes)).Where(card => !cards[card].UrlKeyBytes.IsEmpty).ToList();
        var relearns = _moves.HasPaths || _changes + changed.Count > Math.Max(FewChanges, cards.Length / 100)
            || changed.Select(card => cards[card].UrlKey!).Any(
                address => !_parameters.Knows(address) || !_hosts.Contains(AddressMoves.Split(address).Host));
        return relearns ? null : new WeakAddresses(this, cards, exact, changed);
    }

    /// <returns>The article that is public at <paramref name="now"/> (UTC); -1 if none or several are meant.</returns>
    /// <param name="address">An unknown address, as in <see cref="UrlKey"/>.</param>
    /// <param name="now">UTC.</param>
    public int Find(string address, DateTime now)
    {
        var host = AddressMoves.Split(address).Host;
        if (!_hosts.Contains(host) && !_moves.IsFormerHost(host))
        {
            if (ForeignViews.Of(address) is not { } shown || !_hosts.Contains(AddressMoves.Split(shown).Host))
            {
                return -1;
            }

            address = shown;
            if (_exact.Find(address, _cards, now) is >= 0 and var seen)
            {
                return seen;
            }
        }

        if (_moves.Now(address, _host) is { } moved && _exact.Find(moved, _cards, now) is >= 0 and var found)
        {
            return found;
        }

        var loose = LooseAddress.Of(address, _parameters);
        if (At(loose, now) is { } at)
        {
            return at;
        }

        var less = LooseAddress.Of(address, _parameters, strictly: true);
        foreach (var part in PageParts.Of(less, IsNumbered).Prepend(less))
        {
            if (At(part, now) is { } whole)
            {
                return whole;
            }
        }

        return -1;
    }

    // Null if the address is nobody's, -1 if it is of an article that nobody may see, or of several.
    private int? At(string loose, DateTime now)
    {
        // Everything may be a part of the home page.
        if (!loose.AsSpan().ContainsAny('/', '?'))
        {
            return null;
        }

        if (Current(loose, now) is { } current)
        {
            return current;
        }

        if (_looseFormer.TryGetValue(loose, out var former))
        {
            return former >= 0 && _cards[former].IsVisibleAt(now) ? former : -1;
        }

        return _moves.Now(loose, _host) is { } moved ? Current(LooseAddress.Of(moved, _parameters), now) : null;
    }

    private int? Current(string loose, DateTime now)
    {
        int? found = null;
        var bytes = Encoding.UTF8.GetBytes(loose);
        foreach (var card in _exact.Candidates(bytes).Where(card => _cards[card].UrlKeyBytes.SequenceEqual(bytes))
            .Concat(_loose.Candidates(bytes).Where(card => IsAt(card, loose))))
        {
            if (!_cards[card].IsVisibleAt(now))
            {
                found ??= -1;
            }
            else if (found is null or -1 || found == card)
            {
                found = card;
            }
            else if (_cards[card].UrlKeyBytes.SequenceEqual(_cards[found.Value].UrlKeyBytes))
            {
                found = ArticleCard.CompareNewest(_cards[card], _cards[found.Value]) < 0 ? card : found;
            }
            else
            {
                return -1;
            }
        }

        return found;
    }

    private bool IsAt(int card, string loose) => _cards[card].UrlKey is { } address && LooseAddress.Of(address, _parameters) == loose;

    private bool IsNumbered(string parent) => _isNumbered || _numbered.Contains(string.GetHashCode(parent, StringComparison.Ordinal));

    private static void Count(Dictionary<string, int> counts, ReadOnlySpan<byte> address)
    {
        var end = address.IndexOfAny("/?"u8);
        Span<char> host = stackalloc char[Math.Min(255, end < 0 ? address.Length : end)];
        Encoding.Latin1.GetChars(address[..host.Length], host);
        CollectionsMarshal.GetValueRefOrAddDefault(counts.GetAlternateLookup<ReadOnlySpan<char>>(), host, out _)++;
    }

    // The address above a number, as a hash; null if the address does not end with a number.
    private static int? ParentOfNumber(ReadOnlySpan<byte> address)
    {
        var digits = address.Length - address.TrimEnd("0123456789"u8).Length;
        return digits == 0 || digits == address.Length || address[^(digits + 1)] != '/' || address.Contains((byte)'?') ? null
            : string.GetHashCode(
                LooseAddress.Of(Encoding.UTF8.GetString(address[..^(digits + 1)]), PageParameters.None), StringComparison.Ordinal);
    }

    private IEnumerable<(string Address, string Title)> Queried(List<int> differing)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var card in differing)
        {
            if (!_cards[card].Withdrawn && _cards[card].UrlKey is { } address
                && address.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query)
            {
                paths.Add(address[..query]);
                yield return (address, _cards[card].Title);
            }
        }

        foreach (var path in paths)
        {
            if (_exact.Find(path, _cards, DateTime.MaxValue) is >= 0 and var card)
            {
                yield return (path, _cards[card].Title);
            }
        }
    }

    private void AddFormer(IEnumerable<string> addresses, Func<string, int> former)
    {
        foreach (var address in addresses)
        {
            _hosts.Add(AddressMoves.Split(address).Host);
            Add(LooseAddress.Of(address, _parameters), former(address));
        }

        if (_moves.HasPaths)
        {
            for (var card = 0; card < _cards.Length; card++)
            {
                foreach (var before in _cards[card].UrlKey is { } address && !_cards[card].Withdrawn ? _moves.Before(address) : [])
                {
                    Add(LooseAddress.Of(before, _parameters), card);
                }
            }
        }

        void Add(string loose, int card)
        {
            if (!_looseFormer.TryAdd(loose, card) && _looseFormer[loose] != card)
            {
                // Of several articles.
                _looseFormer[loose] = -1;
            }
        }
    }
}

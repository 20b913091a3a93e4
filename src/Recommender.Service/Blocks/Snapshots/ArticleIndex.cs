using Recommender.Service.Articles;
using Recommender.Service.Articles.Addresses;

namespace Recommender.Service.Blocks.Snapshots;

/// <summary>A site's articles in memory, with look-ups. Immutable; a card keeps its index from one version to the next.</summary>
public sealed class ArticleIndex
{
    private readonly ArticleCard[] _cards;
    private readonly Dictionary<string, int> _byKey;
    private readonly UrlIndex _byUrl;
    private readonly NewestOrder _newest;
    private readonly AddressOptions _addresses;

    // Made when the first unknown address is asked: most sites have few.
    private readonly Lazy<WeakAddresses> _weak;

    private ArticleIndex(
        ArticleCard[] cards, Dictionary<string, int> byKey, UrlIndex byUrl, NewestOrder newest, ArticleLabels labels,
        ArticleAliases aliases, AddressOptions addresses, WeakAddresses? weak = null)
    {
        (_cards, _byKey, _byUrl, _newest, Labels, Aliases, _addresses) = (cards, byKey, byUrl, newest, labels, aliases, addresses);
        _weak = weak is not null ? new(weak) : new(() => WeakAddresses.Of(_cards, _byUrl, Aliases.Addresses, FindFormer, _addresses));
    }

    /// <summary>Number of articles, including withdrawn ones.</summary>
    public int Count => _cards.Length;

    public ArticleCard this[int card] => _cards[card];

    /// <summary>Sections, authors and tags as numbers.</summary>
    internal ArticleLabels Labels { get; }

    /// <summary>Former addresses and further ids.</summary>
    internal ArticleAliases Aliases { get; }

    /// <summary>Articles that are not withdrawn, newest first, including future-dated ones.</summary>
    public ReadOnlySpan<int> Newest => _newest.All;

    /// <summary>The names of the sections, largest first.</summary>
    public IReadOnlyList<string> Sections => _newest.Sections;

    /// <summary>Like <see cref="Newest"/>, for one section.</summary>
    public ReadOnlySpan<int> NewestInSection(string? section) => _newest.InSection(section);

    /// <returns>The card's index, or -1.</returns>
    public int FindByKey(string key) => _byKey.GetValueOrDefault(key, -1);

    /// <returns>The index of the card that has this source id, or had it in some source; or -1.</returns>
    public int FindBySourceId(string id)
    {
        if (Aliases.Ids.TryGetValue(id, out var key))
        {
            return FindByKey(key);
        }

        var card = FindByKey(ArticleKey.Of(id));
        return card >= 0 && _cards[card].SourceId == id ? card : -1;
    }

    /// <returns>The index of the newest card with that URL in any spelling, or that had it before; or -1.</returns>
    public int FindByUrl(string url) => FindByUrl(url, DateTime.MaxValue);

    /// <returns>The same among the articles that are published at <paramref name="now"/> (UTC).</returns>
    internal int FindByUrl(string url, DateTime now)
    {
        if (UrlKey.Of(url) is not { } address)
        {
            return -1;
        }

        if (_byUrl.Find(address, _cards, now) is >= 0 and var card)
        {
            return card;
        }

        if (FindFormer(address) is >= 0 and var former && _cards[former].IsVisibleAt(now))
        {
            return former;
        }

        // The address of an article that may not be seen leads to no other.
        return _cards.Length == 0 || _byUrl.Has(address, _cards) ? -1 : _weak.Value.Find(address, now);
    }

    /// <summary>The key of the article at an address; null if there is none.</summary>
    public string? KeyAt(string url) => FindByUrl(url) is >= 0 and var card ? _cards[card].Key : null;

    /// <param name="cards">All articles of the site.</param>
    /// <param name="aliases">Their former addresses and further ids; default none.</param>
    /// <param name="addresses">The site's settings; default those of a site without any.</param>
    public static ArticleIndex Of(IReadOnlyList<ArticleCard> cards, ArticleAliases? aliases = null, AddressOptions? addresses = null)
    {
        var array = cards.ToArray();
        var byKey = new Dictionary<string, int>(array.Length, StringComparer.Ordinal);
        var byUrl = new UrlIndex(array.Length);
        NewestOrder? newest = null;
        ArticleLabels? labels = null;
        // Most of the start time is spent here.
        Parallel.Invoke(
            () => newest = NewestOrder.Of(array),
            () => labels = ArticleLabels.Of(array),
            () =>
            {
                for (var i = 0; i < array.Length; i++)
                {
                    byKey.Add(array[i].Key, i);
                    byUrl.Add(array[i].UrlKeyBytes, i);
                }
            });
        return new ArticleIndex(array, byKey, byUrl, newest!, labels!, aliases ?? ArticleAliases.None, addresses ?? new AddressOptions());
    }

    /// <summary>The index after articles were added or changed.</summary>
    /// <param name="changed">The current cards.</param>
    /// <param name="aliases">Their new former addresses and further ids.</param>
    /// <param name="touched">Their indices.</param>
    public ArticleIndex With(IReadOnlyList<ArticleCard> changed, ArticleAliases aliases, out IReadOnlySet<int> touched)
    {
        var cards = new List<ArticleCard>(_cards);
        var byKey = new Dictionary<string, int>(_byKey, StringComparer.Ordinal);
        var byUrl = _byUrl.Copy();
        var indices = new HashSet<int>();
        foreach (var card in changed)
        {
            if (byKey.TryGetValue(card.Key, out var at))
            {
                cards[at] = card;
            }
            else
            {
                at = cards.Count;
                cards.Add(card);
                byKey.Add(card.Key, at);
            }

            indices.Add(at);
            byUrl.Add(card.UrlKeyBytes, at);
        }

        touched = indices;
        var array = cards.ToArray();
        return new ArticleIndex(array, byKey, byUrl, _newest.With(array, touched), Labels.With(array, touched),
            Aliases.With(aliases), _addresses,
            _weak.IsValueCreated && aliases.IsEmpty ? _weak.Value.With(array, byUrl, touched) : null);
    }

    /// <inheritdoc cref="With(IReadOnlyList{ArticleCard}, ArticleAliases, out IReadOnlySet{int})"/>
    public ArticleIndex With(IReadOnlyList<ArticleCard> changed, out IReadOnlySet<int> touched) =>
        With(changed, ArticleAliases.None, out touched);

    private int FindFormer(string address) => Aliases.Addresses.TryGetValue(address, out var key) ? FindByKey(key) : -1;
}

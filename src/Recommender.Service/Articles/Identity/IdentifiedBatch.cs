using Recommender.Service.Articles.Addresses;

namespace Recommender.Service.Articles.Identity;

/// <summary>Items of one source, and what they were found to be.</summary>
internal sealed class IdentifiedBatch
{
    private readonly Dictionary<string, KnownArticle> _byId;
    private readonly Article[] _settled;
    private readonly HashSet<string> _own;
    private readonly string?[] _addresses;

    public IdentifiedBatch(IReadOnlyList<Article> read, Dictionary<string, KnownArticle> byId)
    {
        (Read, _byId, _settled, _addresses) = (read, byId, [.. read], new string?[read.Count]);
        _own = [.. byId.Values.Select(article => article.SourceId)];
        for (var i = 0; i < read.Count; i++)
        {
            var known = ById(i);
            if (known is not null && known.Url == read[i].Url)
            {
                Is(i, known, isVariant: false);
            }
            else if (known is not null && (known.UrlKey is null || read[i].Url is null || known.UrlKey == Address(i)
                || SameStory.HasTitle(known.Title, read[i].Title)))
            {
                Is(i, known);
            }
            else if (Address(i) is not null)
            {
                Open.Add(i);
            }
        }
    }

    public IReadOnlyList<Article> Read { get; }

    /// <summary>The items whose address may say more than their id.</summary>
    public List<int> Open { get; } = [];

    /// <summary>The address of an item as in <see cref="UrlKey"/>; null if it has none.</summary>
    public string? Address(int item) => _addresses[item] ??= UrlKey.Of(Read[item].Url);

    /// <summary>The article that has the item's id; null if there is none.</summary>
    public KnownArticle? ById(int item) => _byId.GetValueOrDefault(Read[item].SourceId);

    /// <summary>Whether an article is among the items by its id.</summary>
    public bool HasId(KnownArticle article) => _own.Contains(article.SourceId);

    /// <summary>Whether another item is an article at its address: then this one, which has its id, is not.</summary>
    public bool IsElsewhere(int item, KnownArticle article) => Enumerable.Range(0, Read.Count).Any(
        other => other != item && Address(other) == article.UrlKey && SameStory.HasTitle(Read[other].Title, article.Title));

    /// <summary>An item is a stored article.</summary>
    public void Is(int item, KnownArticle known) => Is(item, known, KeepsAddress(known, Address(item)));

    private void Is(int item, KnownArticle known, bool isVariant)
    {
        var (article, id) = (Read[item], Read[item].SourceId);
        // An id that is the address would be another one at every look.
        var isNewId = known.Key != _byId.GetValueOrDefault(id)?.Key && !(isVariant && UrlKey.Of(id) == Address(item));
        if (known.SourceId != id || isVariant || isNewId)
        {
            _settled[item] = article with
            {
                SourceId = known.SourceId,
                Url = isVariant ? known.Url : article.Url,
                OtherIds = isNewId ? [id] : [],
                OtherUrls = isVariant ? [article.Url!.Split('?', 2)[0]] : [],
            };
        }
    }

    /// <summary>An item is the same article as one before it.</summary>
    public void IsSame(int item, int before)
    {
        var (id, article) = (Read[item].SourceId, _settled[before]);
        _settled[item] = Read[item] with { SourceId = article.SourceId };
        _settled[before] = article with { OtherIds = [.. article.OtherIds, id] };
    }

    /// <summary>An item is new although its id is that of another article.</summary>
    public void IsNew(int item)
    {
        var (article, id) = (Read[item], Read[item].SourceId);
        _settled[item] = article with { SourceId = $"{article.Url}#{id}", OtherIds = [id] };
    }

    public IReadOnlyList<Article> Settled() => _settled;

    // A parameter that changes at every look would make a change each time.
    private static bool KeepsAddress(KnownArticle known, string? address) =>
        address is not null && known.UrlKey is { } before && address != before && address.Contains('?', StringComparison.Ordinal)
        && LooseAddress.Of(address, PageParameters.None) == LooseAddress.Of(before, PageParameters.None);
}

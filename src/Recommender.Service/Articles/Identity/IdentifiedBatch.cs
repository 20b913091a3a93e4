using Recommender.Service.Articles.Addresses;

namespace Recommender.Service.Articles.Identity;

/// <summary>Items of one source, and what they were found to be.</summary>
internal sealed class IdentifiedBatch
{
    private readonly Dictionary<string, KnownArticle> _byId;
    private readonly Article[] _settled;
    private readonly HashSet<string> _own;

    public IdentifiedBatch(IReadOnlyList<Article> read, Dictionary<string, KnownArticle> byId)
    {
        (Read, _byId, _settled) = (read, byId, [.. read]);
        Addresses = [.. read.Select(article => UrlKey.Of(article.Url))];
        _own = [.. byId.Values.Select(article => article.SourceId)];
        for (var i = 0; i < read.Count; i++)
        {
            if (ById(i) is { } known && (known.UrlKey is null || Addresses[i] is null || known.UrlKey == Addresses[i]
                || SameStory.HasTitle(known.Title, read[i].Title)))
            {
                Is(i, known);
            }
            else if (Addresses[i] is not null)
            {
                Open.Add(i);
            }
        }
    }

    public IReadOnlyList<Article> Read { get; }

    /// <summary>The address of each item as in <see cref="UrlKey"/>.</summary>
    public IReadOnlyList<string?> Addresses { get; }

    /// <summary>The items whose address may say more than their id.</summary>
    public List<int> Open { get; } = [];

    /// <summary>The article that has the item's id; null if there is none.</summary>
    public KnownArticle? ById(int item) => _byId.GetValueOrDefault(Read[item].SourceId);

    /// <summary>Whether an article is among the items by its id.</summary>
    public bool HasId(KnownArticle article) => _own.Contains(article.SourceId);

    /// <summary>Whether another item is an article at its address: then this one, which has its id, is not.</summary>
    public bool IsElsewhere(int item, KnownArticle article) => Enumerable.Range(0, Read.Count).Any(
        other => other != item && Addresses[other] == article.UrlKey && SameStory.HasTitle(Read[other].Title, article.Title));

    /// <summary>An item is a stored article.</summary>
    public void Is(int item, KnownArticle known)
    {
        var (article, id, address) = (Read[item], Read[item].SourceId, Addresses[item]);
        var isVariant = KeepsAddress(known, address);
        // An id that is the address would be another one at every look.
        var isNewId = known.Key != _byId.GetValueOrDefault(id)?.Key && !(isVariant && UrlKey.Of(id) == address);
        _settled[item] = article with
        {
            SourceId = known.SourceId,
            Url = isVariant ? known.Url : article.Url,
            OtherIds = isNewId ? [id] : [],
            OtherUrls = isVariant ? [article.Url!.Split('?', 2)[0]] : [],
        };
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

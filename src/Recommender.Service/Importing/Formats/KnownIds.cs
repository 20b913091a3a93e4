using Recommender.Service.Articles;
using Recommender.Service.Importing.Text;
using Recommender.Service.Importing.Text.WrittenDates;

namespace Recommender.Service.Importing.Formats;

/// <summary>
/// What is known of a document once all its items have been seen: which of the items with one id is the newest, which ids tell no items
/// apart, which fragments do, and in which order its dates of numbers are written.
/// </summary>
internal sealed class KnownIds
{
    private readonly List<Seen> _items = [];
    private readonly Dictionary<(string Id, long? Post), (int Number, DateTimeOffset Date)> _newest = [];
    private readonly Dictionary<string, long> _firstPost = [];

    // Of an id, the address of its items, or their title if they have none; of an address, its fragment. Null if there are several.
    private readonly Dictionary<string, string?> _places = [];
    private readonly Dictionary<string, string?> _fragments = [];
    private DayOrders _orders;

    /// <summary>Reads all items. If the document is cut off, reading ends: the second pass reaches the same place and reports it.</summary>
    /// <param name="items">All items of the document.</param>
    /// <param name="isFeed">Whether their ids may be wrong: those of a feed are made by many programs.</param>
    public static KnownIds Of(IEnumerable<RawItem> items, bool isFeed)
    {
        var ids = new KnownIds();
        try
        {
            foreach (var item in items.Where(item => item.SkipReason is null))
            {
                SourceFailure.Item(item.Number, () => ids.See(item, isFeed));
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
        }

        foreach (var seen in ids._items)
        {
            ids.Add(seen);
        }

        ids._items.Clear();
        return ids;
    }

    /// <summary>The resolved item: unchanged, skipped because of a newer one, or with a distinct id.</summary>
    public RawItem Settle(RawItem item)
    {
        item = Told(item);
        if (item.SkipReason is not null)
        {
            return item.IsNotPublic ? item with { HiddenIds = [.. IdsOf(item), .. item.HiddenIds] } : item;
        }

        var id = item.SourceId;
        if (_newest.TryGetValue((id, item.PostNumber), out var newest) && newest.Number != item.Number)
        {
            return RawItem.Skip(item.Number, item.Id, $"has the id of item {newest.Number}, which is newer");
        }

        // Two WordPress posts with the same guid are two articles; the older one keeps the guid.
        return item.PostNumber is { } post && _firstPost.TryGetValue(id, out var first) && first != post
            ? item with { Id = $"{id}#{post}" } : item;
    }

    private RawItem Told(RawItem item)
    {
        item = _orders == DayOrders.None ? item : item with { DayOrders = _orders };
        if (FragmentOf(item) is not null && IsTellingFragments(WebUrl.Clean(item.Url, item.Base)))
        {
            item = item with { KeepsFragment = true };
        }

        return item.Id is { } id && !IsTrusted(id, item.Address) ? item with { Id = null } : item;
    }

    private bool IsTellingFragments(string? page) => page is not null && _fragments.TryGetValue(page, out var only) && only is null;

    // Not an id that several items have whose addresses differ, nor the address of the site as the id of one of its pages.
    private bool IsTrusted(string id, string? address) => !(_places.TryGetValue(id, out var only) && only is null)
        && !(id.StartsWith("http", StringComparison.OrdinalIgnoreCase) && WebUrl.Parse(id) is { AbsolutePath: "/", Query: "", Fragment: "" }
            && address is not null && UrlKey.Of(address) != UrlKey.Of(id));

    private static string? FragmentOf(RawItem item) =>
        item.Url?.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at && at < item.Url.Length - 1 ? item.Url[at..].Trim() : null;

    // While public, a post with a shared guid had the plain guid or one with its number; now a public post may have the plain one.
    private IReadOnlyList<string> IdsOf(RawItem hidden) => (hidden.SourceId, hidden.PostNumber) switch
    {
        (var id, null) => [id],
        var (id, post) => _firstPost.ContainsKey(id) ? [$"{id}#{post}"] : [id, $"{id}#{post}"],
    };

    private RawItem See(RawItem item, bool isFeed)
    {
        var published = item.MoreDates.Prepend(item.Published).Select(date => Dates.Read(date, default)).ToList();
        var updated = Dates.Read(item.Updated, default);
        _orders |= published.Append(updated).Aggregate(DayOrders.None, (orders, read) => orders | read.Order);
        var (page, fragment) = (WebUrl.Clean(item.Url, item.Base), FragmentOf(item));
        if (page is not null && fragment is not null)
        {
            Note(_fragments, page, fragment);
        }

        if (isFeed && item.PostNumber is null && item.Id is { } id)
        {
            Note(_places, id, page is null ? $"title {item.Title}" : UrlKey.Of(page) + fragment);
        }

        var date = updated.Instant ?? published.FirstOrDefault(read => read.Instant is not null).Instant ?? DateTimeOffset.MinValue;
        var hash = page is null ? (item with { Id = null }).SourceId : "";
        _items.Add(new Seen(item.Number, item.Id, item.PostNumber, page, fragment, hash, date));
        return item;
    }

    // The only value of a key, or null if it has several.
    private static void Note(Dictionary<string, string?> only, string key, string value) =>
        only[key] = !only.TryGetValue(key, out var before) || before == value ? value : null;

    private void Add(Seen seen)
    {
        var address = IsTellingFragments(seen.Page) ? seen.Page + seen.Fragment : seen.Page;
        var id = seen.Id?.Trim() is { Length: > 0 } stated && IsTrusted(seen.Id, address) ? stated : address ?? seen.Hash;
        // Of two equally old items the later one: files are appended to.
        if (!_newest.TryGetValue((id, seen.Post), out var before) || seen.Date >= before.Date)
        {
            _newest[(id, seen.Post)] = (seen.Number, seen.Date);
        }

        if (seen.Post is { } post)
        {
            _firstPost[id] = Math.Min(post, _firstPost.GetValueOrDefault(id, long.MaxValue));
        }
    }

    /// <summary>What counts of an item until all are seen.</summary>
    /// <param name="Page">Its address without the fragment; null for none.</param>
    /// <param name="Hash">The id of an item without id and address.</param>
    private sealed record Seen(int Number, string? Id, long? Post, string? Page, string? Fragment, string Hash, DateTimeOffset Date);
}

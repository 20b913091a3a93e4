using Recommender.Service.Importing.Text;

namespace Recommender.Service.Importing.Formats;

/// <summary>The ids of a document, to resolve items with the same id: the newest counts.</summary>
internal sealed class KnownIds
{
    private readonly Dictionary<(string Id, long? Post), (int Number, DateTimeOffset Date)> _newest = [];
    private readonly Dictionary<string, long> _firstPost = [];

    /// <summary>Reads all items. If the document is cut off, reading ends: the second pass reaches the same place and reports it.</summary>
    public static KnownIds Of(IEnumerable<RawItem> items)
    {
        var ids = new KnownIds();
        try
        {
            foreach (var item in items.Where(item => item.SkipReason is null))
            {
                SourceFailure.Item(item.Number, () => ids.Add(item));
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
        }

        return ids;
    }

    /// <summary>The resolved item: unchanged, skipped because of a newer one, or with a distinct id.</summary>
    public RawItem Settle(RawItem item)
    {
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

    // While public, a post with a shared guid had the plain guid or one with its number; now a public post may have the plain one.
    private IReadOnlyList<string> IdsOf(RawItem hidden) => (hidden.SourceId, hidden.PostNumber) switch
    {
        (var id, null) => [id],
        var (id, post) => _firstPost.ContainsKey(id) ? [$"{id}#{post}"] : [id, $"{id}#{post}"],
    };

    private RawItem Add(RawItem item)
    {
        var id = item.SourceId;
        var date = Dates.Parse(item.Updated) ?? Dates.Parse(item.Published) ?? DateTimeOffset.MinValue;
        // Of two equally old items the later one: files are appended to.
        if (!_newest.TryGetValue((id, item.PostNumber), out var before) || date >= before.Date)
        {
            _newest[(id, item.PostNumber)] = (item.Number, date);
        }

        if (item.PostNumber is { } post)
        {
            _firstPost[id] = Math.Min(post, _firstPost.GetValueOrDefault(id, long.MaxValue));
        }

        return item;
    }
}

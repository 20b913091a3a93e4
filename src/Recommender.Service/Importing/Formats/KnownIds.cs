using Recommender.Service.Importing.Text;

namespace Recommender.Service.Importing.Formats;

/// <summary>The ids of a document, by which two items with one id are settled: the newest counts.</summary>
internal sealed class KnownIds
{
    private readonly Dictionary<(string Id, long? Post), (int Number, DateTimeOffset Date)> _newest = [];
    private readonly Dictionary<string, long> _firstPost = [];

    /// <summary>
    /// Reads all items. Where the document breaks off the reading ends: the next one comes to the same place and reports it.
    /// </summary>
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

    /// <summary>The item as it counts: itself, skipped because of a newer one, or with an id of its own.</summary>
    public RawItem Settle(RawItem item)
    {
        if (item.SkipReason is not null)
        {
            return item.IsNotPublic ? item with { HiddenIds = IdsOf(item) } : item;
        }

        var id = item.SourceId;
        if (_newest.TryGetValue((id, item.PostNumber), out var newest) && newest.Number != item.Number)
        {
            return RawItem.Skip(item.Number, item.Id, $"has the id of item {newest.Number}, which is newer");
        }

        // Two posts of WordPress with one guid are two articles; the older one keeps the guid.
        return item.PostNumber is { } post && _firstPost.TryGetValue(id, out var first) && first != post
            ? item with { Id = $"{id}#{post}" } : item;
    }

    // While it was public, a post that shares its guid had the plain one or one with its number; a public post may have the plain one now.
    private IReadOnlyList<string> IdsOf(RawItem hidden) => (hidden.SourceId, hidden.PostNumber) switch
    {
        (var id, null) => [id],
        var (id, post) => _firstPost.ContainsKey(id) ? [$"{id}#{post}"] : [id, $"{id}#{post}"],
    };

    private RawItem Add(RawItem item)
    {
        var id = item.SourceId;
        var date = Dates.Parse(item.Updated) ?? Dates.Parse(item.Published) ?? DateTimeOffset.MinValue;
        // Of two as old the later one: files grow at their end.
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

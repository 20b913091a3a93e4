using System.Collections.Immutable;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Delivery.Served;

/// <summary>
/// The blocks that went out: pages that were used lately, and those with something that is not saved. The rest is in the store; see <see
/// cref="ServedPages"/>. Takes at most about 30 MB.
/// </summary>
public sealed class ServedBlocks
{
    // Items that are not saved. A block that does not fit is recorded when it is built again.
    private const int MostUnsaved = 100_000;

    private const long Bytes = 16_000_000;

    private readonly Lock _lock = new();
    private readonly BoundedCache<PageName, KnownPage> _known = new(Bytes, static (_, known) => 300 + (120L * known.Page.Count));
    private ImmutableDictionary<PageName, ServedPage> _saving = ImmutableDictionary<PageName, ServedPage>.Empty;
    private Dictionary<PageName, ServedPage> _unsaved = [];
    private int _items;

    /// <summary>Records a block that is about to go out. Nothing is recorded for an unknown page: its beacons cannot count.</summary>
    /// <param name="snapshot">The snapshot from which the block was built.</param>
    /// <param name="request">The request that it answers.</param>
    /// <param name="block">The block as sent.</param>
    /// <param name="isExported">True if it goes into a file of the static export.</param>
    public void Note(SiteSnapshot snapshot, BlockRequest request, Block block, bool isExported = false)
    {
        if (request.Article < 0 || block.Items.Count == 0)
        {
            return;
        }

        var way = isExported ? ServedWay.Exported : IsFiltered(request) ? ServedWay.Filtered : ServedWay.Plain;
        var name = new PageName(snapshot.Site, snapshot.Articles[request.Article].Key);
        var items = ServedItem.Of(snapshot, block);
        if (_known.Find(name)?.Page.Has(way, items) == true)
        {
            return;
        }

        lock (_lock)
        {
            if (_items < MostUnsaved)
            {
                var before = _unsaved.GetValueOrDefault(name, ServedPage.None);
                var after = _unsaved[name] = before.With(way, items);
                _items += after.Count - before.Count;
            }
        }
    }

    /// <summary>A page's record, as last read from the store and with what is not saved; null if it has to be read.</summary>
    /// <param name="since">A record that was read earlier does not do.</param>
    internal ServedPage? Find(PageName name, DateTimeOffset since) =>
        _known.Find(name) is { } known && known.Read >= since ? known.Page.With(Unsaved(name)) : null;

    /// <summary>What is not saved of a page.</summary>
    internal ServedPage Unsaved(PageName name)
    {
        lock (_lock)
        {
            var saving = _saving.GetValueOrDefault(name, ServedPage.None);
            return _unsaved.TryGetValue(name, out var unsaved) ? saving.With(unsaved) : saving;
        }
    }

    /// <summary>Keeps what the store holds of a page.</summary>
    internal void Know(PageName name, ServedPage page, DateTimeOffset read) => _known.Put(name, new KnownPage(page, read));

    /// <summary>Begins saving: returns what is not saved. End it with <see cref="EndSaving"/> before the next.</summary>
    internal IReadOnlyDictionary<PageName, ServedPage> BeginSaving()
    {
        lock (_lock)
        {
            _saving = _unsaved.ToImmutableDictionary();
            _unsaved = [];
            return _saving;
        }
    }

    /// <param name="isSaved">False if it has to be saved again.</param>
    internal void EndSaving(bool isSaved)
    {
        lock (_lock)
        {
            foreach (var (name, page) in isSaved ? [] : _saving)
            {
                _unsaved[name] = _unsaved.TryGetValue(name, out var later) ? page.With(later) : page;
            }

            _saving = _saving.Clear();
            _items = _unsaved.Values.Sum(page => page.Count);
        }
    }

    private static bool IsFiltered(BlockRequest request) => request.Excluded.Count > 0 || request.Sections.Count > 0
        || request.Tags.Count > 0 || request.From is not null || request.Before is not null;

    private sealed record KnownPage(ServedPage Page, DateTimeOffset Read);
}

using System.Collections.Immutable;
using Recommender.Service.Blocks;

namespace Recommender.Service.Delivery.Served;

/// <summary>
/// What the blocks of one page showed, by the way in which they went out, latest first. Immutable and bounded: what was served longest ago
/// leaves. Fill has room of its own, because a request with filters can fill a block with any article.
/// </summary>
internal sealed class ServedPage
{
    /// <summary>Maximum number of items of one way, for fill and for all other sources each.</summary>
    public const int Most = 150;

    public static readonly ServedPage None = new([[], [], []]);

    private readonly ImmutableArray<ImmutableArray<ServedItem>> _byWay;

    private ServedPage(ImmutableArray<ImmutableArray<ServedItem>> byWay) => _byWay = byWay;

    public int Count => _byWay.Sum(items => items.Length);

    public ImmutableArray<ServedItem> this[ServedWay way] => _byWay[(int)way];

    /// <summary>Finds what a page reports as shown.</summary>
    /// <param name="slot">1 to <see cref="BlockOptions.MaxLimit"/>.</param>
    /// <param name="article">Its key.</param>
    /// <param name="model">The version; null if the page does not know it, which fits any.</param>
    /// <returns>The item that was served; null if no block of this page showed that.</returns>
    public ServedItem? Find(int slot, string article, BlockSource source, string? model)
    {
        foreach (var items in _byWay)
        {
            foreach (ref readonly var item in items.AsSpan())
            {
                if (item.Source == source && item.IsIn(slot) && item.Article == article && (model is null || item.Model == model))
                {
                    return item;
                }
            }
        }

        return null;
    }

    /// <summary>Whether these items are recorded, and among those that will stay for long.</summary>
    public bool Has(ServedWay way, ReadOnlySpan<ServedItem> items)
    {
        var recent = this[way].AsSpan();
        recent = recent[..Math.Min(recent.Length, Most)];
        foreach (ref readonly var item in items)
        {
            var at = IndexOf(recent, item);
            if (at < 0 || (recent[at].Slots & item.Slots) != item.Slots)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The record after a block went out.</summary>
    public ServedPage With(ServedWay way, ReadOnlySpan<ServedItem> items)
    {
        if (items.IsEmpty)
        {
            return this;
        }

        var before = this[way];
        var merged = new List<ServedItem>(before.Length + items.Length);
        foreach (ref readonly var item in items)
        {
            var at = IndexOf(before.AsSpan(), item);
            merged.Add(at < 0 ? item : item with { Slots = item.Slots | before[at].Slots });
        }

        foreach (var item in before)
        {
            if (IndexOf(items, item) < 0)
            {
                merged.Add(item);
            }
        }

        return new ServedPage(_byWay.SetItem((int)way, Bounded(merged)));
    }

    /// <summary>The record after all that another one holds went out.</summary>
    public ServedPage With(ServedPage later)
    {
        var page = this;
        for (var way = ServedWay.Plain; way <= ServedWay.Exported; way++)
        {
            page = page.With(way, later[way].AsSpan());
        }

        return page;
    }

    private static ImmutableArray<ServedItem> Bounded(List<ServedItem> items)
    {
        var (fill, others) = (0, 0);
        return [.. items.Where(item => item.Source == BlockSource.Fallback ? ++fill <= Most : ++others <= Most)];
    }

    private static int IndexOf(ReadOnlySpan<ServedItem> items, in ServedItem item)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].IsLike(item))
            {
                return i;
            }
        }

        return -1;
    }
}

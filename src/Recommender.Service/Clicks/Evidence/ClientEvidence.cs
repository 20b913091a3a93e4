using System.Net;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Clicks.Retiring;

namespace Recommender.Service.Clicks.Evidence;

/// <summary>
/// Counts the different clients behind what readers do: each client once a day for each page, slot and pin. What decides is taken from
/// here, not from the sums, which one client can raise. Takes 8 MB for each date that it is at some site, and about 100 bytes for each page
/// that was read on it.
/// </summary>
internal sealed class ClientEvidence
{
    private readonly Lock _lock = new();
    private readonly Dictionary<DateOnly, EvidenceDay> _days = [];

    /// <summary>A number for the client that holds on that day.</summary>
    /// <param name="day">Today at the site.</param>
    /// <param name="address">The client's; only a salted hash of it is used.</param>
    public ulong ClientOf(DateOnly day, IPAddress? address)
    {
        lock (_lock)
        {
            return Day(day).ClientOf(address);
        }
    }

    /// <summary>Adds the items of a beacon that count.</summary>
    /// <param name="snapshot">The site's current snapshot.</param>
    /// <param name="day">Today at the site.</param>
    /// <param name="client">From <see cref="ClientOf"/>.</param>
    /// <param name="page">Key of the page's article.</param>
    /// <param name="items">What was seen or clicked.</param>
    /// <param name="isClick">Which of the two.</param>
    public void Add(SiteSnapshot snapshot, DateOnly day, ulong client, string page, IReadOnlyList<CountedItem> items, bool isClick)
    {
        if (items.Count == 0)
        {
            return;
        }

        var pins = RetiringPins.Of(snapshot, page);
        lock (_lock)
        {
            var evidence = Day(day);
            evidence.Count(client, new EvidenceKey(snapshot.Site, EvidenceAbout.Site, "", 0), isClick);
            evidence.Count(client, new EvidenceKey(snapshot.Site, EvidenceAbout.Page, page, 0), isClick);
            foreach (var item in items)
            {
                if (item.Source != BlockSource.Pin)
                {
                    evidence.Count(client, new EvidenceKey(snapshot.Site, EvidenceAbout.Slot, "", item.Slot), isClick);
                }

                foreach (var (rule, article) in pins)
                {
                    var about = item.Source == BlockSource.Pin && item.Article == article ? EvidenceAbout.Pin : EvidenceAbout.Rest;
                    AddTo(evidence, client, new EvidenceKey(snapshot.Site, about, rule, 0), item.Slot, isClick);
                }
            }
        }
    }

    /// <summary>The evidence that is not written.</summary>
    public IReadOnlyList<EvidenceRow> TakeChanged()
    {
        lock (_lock)
        {
            return [.. _days.SelectMany(day => day.Value.TakeChanged().Select(count => new EvidenceRow(day.Key, count.Key, count.Count)))];
        }
    }

    /// <summary>Has evidence that could not be written written the next time.</summary>
    public void PutBack(IEnumerable<EvidenceRow> rows)
    {
        lock (_lock)
        {
            foreach (var day in rows.GroupBy(row => row.Day).Where(day => _days.ContainsKey(day.Key)))
            {
                _days[day.Key].PutBack(day.Select(row => row.Key));
            }
        }
    }

    /// <summary>Throws the salts of earlier days away.</summary>
    /// <param name="today">The earliest date that it is at a site.</param>
    public void Forget(DateOnly today)
    {
        lock (_lock)
        {
            foreach (var day in _days.Keys.Where(day => day < today).ToList())
            {
                _days.Remove(day);
            }
        }
    }

    // Seen: in its slot, and once in any. Clicked: once in any, so that a client that clicks everything counts like the others.
    private static void AddTo(EvidenceDay evidence, ulong client, EvidenceKey inAny, int slot, bool isClick)
    {
        var isFirst = evidence.Count(client, inAny, isClick);
        if (!isClick && inAny.About == EvidenceAbout.Rest)
        {
            evidence.Count(client, inAny with { Slot = slot }, isClick);
        }
        else if (!isClick && isFirst)
        {
            evidence.Add(inAny with { Slot = slot }, isClick);
        }
    }

    private EvidenceDay Day(DateOnly day)
    {
        if (!_days.TryGetValue(day, out var found))
        {
            _days.Add(day, found = new EvidenceDay());
        }

        return found;
    }
}

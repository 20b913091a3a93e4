using Microsoft.Extensions.Options;

namespace Recommender.Service.Clicks;

/// <summary>Counts waiting to be written. Bounded: a count that does not fit is dropped, and the drop is counted.</summary>
public sealed class ClickCounts(IOptions<ClickOptions> options)
{
    private readonly Lock _lock = new();
    private WaitingCounts _waiting = new();

    /// <summary>Number of distinct counts waiting.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Counts.Count;
            }
        }
    }

    public void Add(ClickKey key, ClickCount count)
    {
        lock (_lock)
        {
            var counts = _waiting.Counts;
            if (counts.TryGetValue(key, out var before) || counts.Count < options.Value.MaxWaiting)
            {
                counts[key] = before + count;
            }
            else
            {
                AddDropped(key.Site, key.Day, DropReason.Full, count.Impressions + count.Clicks);
            }
        }
    }

    public void Drop(string site, DateOnly day, DropReason reason)
    {
        lock (_lock)
        {
            AddDropped(site, day, reason, 1);
        }
    }

    /// <summary>Removes and returns everything waiting.</summary>
    public WaitingCounts Take()
    {
        lock (_lock)
        {
            (var taken, _waiting) = (_waiting, new WaitingCounts());
            return taken;
        }
    }

    /// <summary>Puts back counts that could not be written.</summary>
    public void PutBack(WaitingCounts counts)
    {
        foreach (var (key, count) in counts.Counts)
        {
            Add(key, count);
        }

        lock (_lock)
        {
            foreach (var ((site, day, reason), count) in counts.Dropped)
            {
                AddDropped(site, day, reason, count);
            }
        }
    }

    private void AddDropped(string site, DateOnly day, DropReason reason, long count)
    {
        _waiting.Dropped.TryGetValue((site, day, reason), out var before);
        _waiting.Dropped[(site, day, reason)] = before + count;
    }
}

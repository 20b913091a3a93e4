using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using Recommender.Service.Blocks;

namespace Recommender.Service.Clicks;

/// <summary>
/// Counts waiting to be written. Bounded: a count that does not fit is dropped, and the drop is counted. One client can take a small share
/// of the room only, so it cannot keep the counts of others out.
/// </summary>
public sealed class ClickCounts
{
    private const int Shares = 64;

    private readonly int _most;
    private readonly ClientRows _rows;
    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, int> _taken = [];
    private WaitingCounts _waiting;
    private TaskCompletionSource _crowded = NewSignal();

    public ClickCounts(IOptions<ClickOptions> options)
    {
        (_most, _rows) = (options.Value.MaxWaiting, new ClientRows(options.Value.MaxPerClient));
        _waiting = new WaitingCounts { Rows = _rows };
    }

    /// <summary>Number of distinct counts waiting.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Distinct;
            }
        }
    }

    /// <summary>Completes when half of the room is used.</summary>
    public Task WhenCrowdedAsync()
    {
        lock (_lock)
        {
            return _crowded.Task;
        }
    }

    /// <param name="key">What is counted.</param>
    /// <param name="count">How often.</param>
    /// <param name="client">A number for the sender, which lasts for a day; null if limits of clients do not apply.</param>
    public void Add(ClickKey key, ClickCount count, ulong? client = null)
    {
        lock (_lock)
        {
            // Apart from the others, so that a client at its limit cannot have the same count of another client refused with its own.
            var isOpener = client is not { } sender || _rows.MayOpen(key.Day, sender);
            var counts = isOpener || _waiting.Counts.ContainsKey(key) ? _waiting.Counts : _waiting.OnlyKnown;
            if (!counts.TryGetValue(key, out var before) && !HasRoom(client))
            {
                AddDropped(key.Site, key.Day, DropReason.Full, count.Impressions + count.Clicks);
                return;
            }

            counts[key] = before + count;
            if (isOpener && client is { } opener)
            {
                _waiting.Openers.TryAdd(key, opener);
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
            (var taken, _waiting) = (_waiting, new WaitingCounts { Rows = _rows });
            _taken.Clear();
            _crowded = NewSignal();
            return taken;
        }
    }

    /// <summary>Puts back counts that could not be written.</summary>
    public void PutBack(WaitingCounts counts)
    {
        foreach (var (key, count) in counts.Counts.Concat(counts.OnlyKnown))
        {
            Add(key, count, counts.Openers.TryGetValue(key, out var client) ? client : null);
        }

        lock (_lock)
        {
            foreach (var ((site, day, reason), count) in counts.Dropped)
            {
                AddDropped(site, day, reason, count);
            }
        }
    }

    private bool HasRoom(ulong? client)
    {
        if (_waiting.Distinct >= _most)
        {
            return false;
        }

        if (client is { } sender)
        {
            ref var taken = ref CollectionsMarshal.GetValueRefOrAddDefault(_taken, sender, out _);
            if (++taken > Math.Max(BlockOptions.MaxLimit, _most / Shares))
            {
                return false;
            }
        }

        if ((_waiting.Distinct + 1) * 2 >= _most)
        {
            _crowded.TrySetResult();
        }

        return true;
    }

    private void AddDropped(string site, DateOnly day, DropReason reason, long count)
    {
        _waiting.Dropped.TryGetValue((site, day, reason), out var before);
        _waiting.Dropped[(site, day, reason)] = before + count;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

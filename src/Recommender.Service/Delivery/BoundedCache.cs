using System.Collections.Concurrent;

namespace Recommender.Service.Delivery;

/// <summary>
/// A cache with a memory bound. It has two generations: new entries go into the young one; when that holds half of the capacity it becomes
/// the old one, and entries of the previous old generation that were not used since are dropped. A flood of one-time entries therefore
/// evicts its own kind before frequently used ones. Safe for concurrent use.
/// </summary>
/// <param name="capacity">Maximum total cost, in the unit of <paramref name="costOf"/>.</param>
/// <param name="costOf">Cost of an entry, above 0 and constant.</param>
internal sealed class BoundedCache<TKey, TValue>(long capacity, Func<TKey, TValue, long> costOf)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock _turning = new();
    private volatile Generation _young = new();
    private volatile Generation _old = new();

    /// <summary>Number of cached entries.</summary>
    public int Count => _young.Entries.Count + _old.Entries.Count;

    /// <summary>Total cost of the entries.</summary>
    public long Cost => Volatile.Read(ref _young.Cost) + Volatile.Read(ref _old.Cost);

    public TValue? Find(TKey key)
    {
        if (_young.Entries.TryGetValue(key, out var found))
        {
            return found;
        }

        if (!_old.Entries.TryGetValue(key, out found))
        {
            return null;
        }

        Put(key, found);
        return found;
    }

    /// <summary>Adds or replaces an entry. Entries that cost more than half of the capacity are not cached.</summary>
    public void Put(TKey key, TValue value)
    {
        var cost = costOf(key, value);
        if (cost > capacity / 2)
        {
            return;
        }

        var young = _young;
        if (Volatile.Read(ref young.Cost) + cost > capacity / 2)
        {
            young = Turn(young);
        }

        // Counted before it is added, and corrected if it replaces another: the count is never below the actual cost.
        Interlocked.Add(ref young.Cost, cost);
        young.Entries[key] = value;
    }

    private Generation Turn(Generation full)
    {
        lock (_turning)
        {
            if (ReferenceEquals(_young, full))
            {
                _old = full;
                _young = new Generation();
            }

            return _young;
        }
    }

    private sealed class Generation
    {
        public readonly ConcurrentDictionary<TKey, TValue> Entries = new();
        public long Cost;
    }
}

using System.Collections.Concurrent;

namespace Recommender.Service.Delivery;

/// <summary>
/// Keeps what was asked for lately within a bound of memory, whatever is asked. Two generations: what is new goes into the young one; when
/// that holds half of what is allowed it becomes the old one, and what was old and not asked for since is forgotten. So a flood of things
/// that are asked for once drives out its like before it drives out what is asked for always. Safe for concurrent use.
/// </summary>
/// <param name="capacity">Costs that may be held in all, in whatever unit <paramref name="costOf"/> counts.</param>
/// <param name="costOf">What an entry costs, above 0; the same at each call.</param>
internal sealed class BoundedCache<TKey, TValue>(long capacity, Func<TKey, TValue, long> costOf)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock _turning = new();
    private volatile Generation _young = new();
    private volatile Generation _old = new();

    /// <summary>How many entries are held.</summary>
    public int Count => _young.Entries.Count + _old.Entries.Count;

    /// <summary>What all entries cost.</summary>
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

    /// <summary>Enters or replaces. What costs more than half of what is allowed is not kept.</summary>
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

        // Counted before it is there, and again where it replaces: the count is never below what is held.
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

using System.Diagnostics;

namespace Recommender.Service.Workers;

/// <summary>Remembers failed items and when each is due for a retry. Not thread-safe. Uses real time, like <see cref="Guarded"/>.</summary>
/// <param name="longest">Maximum delay between two tries.</param>
internal sealed class Retries<TKey>(TimeSpan longest) where TKey : notnull
{
    private readonly Dictionary<TKey, (int Failures, long At, TimeSpan Wait)> _failed = [];

    /// <summary>False while a failed item must wait.</summary>
    public bool IsDue(TKey key) => !_failed.TryGetValue(key, out var failed) || Stopwatch.GetElapsedTime(failed.At) >= failed.Wait;

    /// <returns>The delay until the next try.</returns>
    public TimeSpan Failed(TKey key)
    {
        var failures = _failed.GetValueOrDefault(key).Failures + 1;
        var wait = Backoff.After(failures, longest);
        _failed[key] = (failures, Stopwatch.GetTimestamp(), wait);
        return wait;
    }

    public void Succeeded(TKey key) => _failed.Remove(key);
}

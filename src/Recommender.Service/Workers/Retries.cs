using System.Diagnostics;

namespace Recommender.Service.Workers;

/// <summary>
/// Remembers what failed, and when each is due to be tried again. For one caller at a time; in real time, like <see cref="Guarded"/>.
/// </summary>
/// <param name="longest">The longest wait between two tries.</param>
internal sealed class Retries<TKey>(TimeSpan longest) where TKey : notnull
{
    private readonly Dictionary<TKey, (int Failures, long At, TimeSpan Wait)> _failed = [];

    /// <summary>False while something that failed has to wait.</summary>
    public bool IsDue(TKey key) => !_failed.TryGetValue(key, out var failed) || Stopwatch.GetElapsedTime(failed.At) >= failed.Wait;

    /// <returns>How long it has to wait now.</returns>
    public TimeSpan Failed(TKey key)
    {
        var failures = _failed.GetValueOrDefault(key).Failures + 1;
        var wait = Backoff.After(failures, longest);
        _failed[key] = (failures, Stopwatch.GetTimestamp(), wait);
        return wait;
    }

    public void Succeeded(TKey key) => _failed.Remove(key);
}

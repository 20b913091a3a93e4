using System.Collections.Concurrent;

namespace Recommender.Service.Delivery.Load;

/// <summary>
/// Builds answers of which an older one is cached, and gives up waiting for those that are late. They are completed all the same, so that
/// the next request finds them. Requests for the same answer share one build.
/// </summary>
/// <param name="after">How long a request waits.</param>
internal sealed class LateBuilds<TKey, T>(TimeSpan after, TimeProvider clock)
    where TKey : notnull
    where T : class
{
    // Builds that nobody waits for hold no place of a lane any more, so their number has a limit of its own.
    private const int MostLeft = 16;

    private readonly ConcurrentDictionary<TKey, Lazy<Task<T?>>> _running = new();
    private int _left;

    /// <summary>Builds an answer, unless that is late or fails.</summary>
    /// <param name="key">The answer and the state from which it is built.</param>
    /// <param name="build">Builds it and caches it.</param>
    /// <param name="failed">Called if building fails.</param>
    /// <returns>Null if there is no answer now.</returns>
    public async ValueTask<T?> TryAsync(TKey key, Func<Task<T>> build, Action<Exception> failed)
    {
        if (Volatile.Read(ref _left) >= MostLeft)
        {
            return null;
        }

        var building = _running.GetOrAdd(key, _ => new Lazy<Task<T?>>(() => Task.Run(() => BuildAsync(key, build, failed)))).Value;
        try
        {
            return await building.WaitAsync(after, clock);
        }
        catch (TimeoutException)
        {
            Interlocked.Increment(ref _left);
            _ = building.ContinueWith(_ => Interlocked.Decrement(ref _left), TaskScheduler.Default);
            return null;
        }
    }

    private async Task<T?> BuildAsync(TKey key, Func<Task<T>> build, Action<Exception> failed)
    {
        try
        {
            return await build();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            failed(e);
            return null;
        }
        finally
        {
            _running.TryRemove(key, out _);
        }
    }
}

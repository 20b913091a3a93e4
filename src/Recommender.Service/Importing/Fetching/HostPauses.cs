using System.Collections.Concurrent;

namespace Recommender.Service.Importing.Fetching;

/// <summary>Keeps the pause between two requests that a host asks for.</summary>
/// <param name="clock">The clock by which it waits.</param>
internal sealed class HostPauses(TimeProvider clock)
{
    // Of more hosts than any source has, none is remembered.
    private const int MaxHosts = 1_000;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _next = new();
    private readonly Lock _lock = new();

    /// <summary>Waits until the host may be asked again; several that wait are served one after the other.</summary>
    /// <param name="host">The host with its scheme and port.</param>
    /// <param name="pause">Between two requests; zero or less does not wait.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task WaitAsync(string host, TimeSpan pause, CancellationToken cancel)
    {
        if (pause <= TimeSpan.Zero)
        {
            return;
        }

        TimeSpan wait;
        lock (_lock)
        {
            if (_next.Count >= MaxHosts)
            {
                _next.Clear();
            }

            var now = clock.GetUtcNow();
            // A clock that was set back must not make a request wait for hours.
            wait = _next.TryGetValue(host, out var next) && next - now < pause * 1000 && next > now ? next - now : TimeSpan.Zero;
            _next[host] = now + wait + pause;
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, cancel);
        }
    }
}

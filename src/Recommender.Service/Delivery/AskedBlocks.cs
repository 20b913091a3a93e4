using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Recommender.Service.Delivery;

/// <summary>Counts what pages ask for, since the start of the process. At most 200 combinations are kept for a site.</summary>
public sealed class AskedBlocks
{
    // There are no more values of a limit than 50; what asks for more combinations tries them out.
    private const int Most = 200;

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<AskedLook, StrongBox<long>>> _counts =
        new(StringComparer.OrdinalIgnoreCase);

    /// <param name="site">A served site.</param>
    /// <param name="asked">What a page asked for.</param>
    public void Note(string site, AskedLook asked)
    {
        var counts = _counts.GetOrAdd(site, _ => new());
        if (counts.TryGetValue(asked, out var count) || (counts.Count < Most && counts.TryAdd(asked, count = new())))
        {
            Interlocked.Increment(ref count!.Value);
        }
    }

    /// <summary>How often each combination was asked for; empty if none was.</summary>
    public IReadOnlyList<(AskedLook Asked, long Times)> Of(string site) => _counts.TryGetValue(site, out var counts)
        ? [.. counts.Select(pair => (pair.Key, Interlocked.Read(ref pair.Value.Value)))]
        : [];
}

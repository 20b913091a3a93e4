using System.Collections.Concurrent;

namespace Recommender.Service.Delivery;

/// <summary>Counts the answers of each kind by site since the start. A page view costs one look-up and one addition.</summary>
public sealed class ResponseCounts
{
    private static readonly int Kinds = Enum.GetValues<ResponseKind>().Length;

    // Only served sites are counted, so requests cannot make this grow.
    private readonly ConcurrentDictionary<string, long[]> _bySite = new(StringComparer.Ordinal);

    /// <param name="site">A served site; empty if the request named none.</param>
    public void Count(string site, ResponseKind kind) =>
        Interlocked.Increment(ref _bySite.GetOrAdd(site, static _ => new long[Kinds])[(int)kind]);

    /// <summary>Counts a cached answer that has been written, by the final response status.</summary>
    internal void CountCached(string site, CachedResponse answer, int status) =>
        Count(site, status == StatusCodes.Status304NotModified ? ResponseKind.NotModified
        : answer.IsStale ? ResponseKind.Stale
        : answer.IsFallback ? ResponseKind.Fallback
        : ResponseKind.Hit);

    public long Of(string site, ResponseKind kind) => _bySite.TryGetValue(site, out var counts) ? Volatile.Read(ref counts[(int)kind]) : 0;

    /// <summary>All counts above 0.</summary>
    public IEnumerable<(string Site, ResponseKind Kind, long Count)> All =>
        _bySite.SelectMany(site => Enum.GetValues<ResponseKind>().Select(kind => (site.Key, kind, Of(site.Key, kind))))
            .Where(count => count.Item3 > 0);
}

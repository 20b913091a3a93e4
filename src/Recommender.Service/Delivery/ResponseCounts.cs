using System.Collections.Concurrent;

namespace Recommender.Service.Delivery;

/// <summary>How many answers of each kind each site got since the start. A page view costs one look-up and one addition.</summary>
public sealed class ResponseCounts
{
    private static readonly int Kinds = Enum.GetValues<ResponseKind>().Length;

    // Only sites that are served come in, so that requests cannot make this grow.
    private readonly ConcurrentDictionary<string, long[]> _bySite = new(StringComparer.Ordinal);

    /// <param name="site">A site that is served; empty where the request named none.</param>
    /// <param name="kind">What it got.</param>
    public void Count(string site, ResponseKind kind) =>
        Interlocked.Increment(ref _bySite.GetOrAdd(site, static _ => new long[Kinds])[(int)kind]);

    /// <summary>Counts what was held and has been written, by what the response has become.</summary>
    internal void CountHeld(string site, CachedResponse answer, int status) => Count(site, status == StatusCodes.Status304NotModified ? ResponseKind.NotModified
        : answer.IsStale ? ResponseKind.Stale
        : answer.IsFallback ? ResponseKind.Fallback
        : ResponseKind.Hit);

    public long Of(string site, ResponseKind kind) => _bySite.TryGetValue(site, out var counts) ? Volatile.Read(ref counts[(int)kind]) : 0;

    /// <summary>All counts that are not 0.</summary>
    public IEnumerable<(string Site, ResponseKind Kind, long Count)> All =>
        _bySite.SelectMany(site => Enum.GetValues<ResponseKind>().Select(kind => (site.Key, kind, Of(site.Key, kind)))).Where(count => count.Item3 > 0);
}

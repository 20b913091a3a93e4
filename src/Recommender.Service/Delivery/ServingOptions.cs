using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Delivery;

/// <summary>Request limits and the size of the response cache. Section <c>Recommender:Serving</c>.</summary>
public sealed class ServingOptions
{
    public const string Section = "Recommender:Serving";

    /// <summary>Memory of the response cache for all sites together, in MB. 0 (no caching) to 16384, default 96.</summary>
    [Range(0, 16_384, ErrorMessage = "Recommender:Serving:CacheMegabytes must be from 0 to 16384")]
    public int CacheMegabytes { get; set; } = 96;

    /// <summary>
    /// Maximum number of blocks that are built for page views at the same time; cached answers do not count. 1 to 100,000, default 64.
    /// Other requests have limits of their own: <c>Recommender:Lanes</c>.
    /// </summary>
    [Range(1, 100_000, ErrorMessage = "Recommender:Serving:MaxConcurrent must be from 1 to 100000")]
    public int MaxConcurrent { get; set; } = 64;

    /// <summary>
    /// Maximum number of queued page views; further ones get 503 with Retry-After immediately, or an older block. 0 to 1,000,000, default
    /// 512.
    /// </summary>
    [Range(0, 1_000_000, ErrorMessage = "Recommender:Serving:MaxWaiting must be from 0 to 1000000")]
    public int MaxWaiting { get; set; } = 512;

    /// <summary>
    /// How late a block may be before a page gets an older one that is cached. 1 ms to 1 minute, default 300 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00",
        ErrorMessage = "Recommender:Serving:LateAfter must be from 00:00:00.001 to 00:01:00")]
    public TimeSpan LateAfter { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// Page views per second of one client (an IPv4 address, an IPv6 /64) that need a block to be built; ten times as many at once.
    /// Further ones get 429 with Retry-After, or an older block. Cached answers do not count. 0 (off) to 1,000,000, default 300. Behind a
    /// proxy set <c>Recommender:SignIn:TrustedProxies</c>, otherwise all readers count as one client.
    /// </summary>
    [Range(0, 1_000_000, ErrorMessage = "Recommender:Serving:UncachedPerSecond must be from 0 to 1000000")]
    public int UncachedPerSecond { get; set; } = 300;

    /// <summary>
    /// Requests for blocks, cached or not, that one client (an IPv4 address, an IPv6 /64) may make per minute; further ones get 429 with
    /// Retry-After. 0 (off, the default) to 1,000,000. Behind a proxy set <c>Recommender:SignIn:TrustedProxies</c>, otherwise all readers
    /// count as one client.
    /// </summary>
    [Range(0, 1_000_000, ErrorMessage = "Recommender:Serving:RequestsPerMinute must be from 0 to 1000000")]
    public int RequestsPerMinute { get; set; }
}

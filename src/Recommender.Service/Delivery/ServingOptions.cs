using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Delivery;

/// <summary>How many requests are answered, and what is kept to do so. Section <c>Recommender:Serving</c>.</summary>
public sealed class ServingOptions
{
    public const string Section = "Recommender:Serving";

    /// <summary>Memory for answers that were asked for lately, of all sites together. 0 (none is kept) to 16384, default 96.</summary>
    [Range(0, 16_384, ErrorMessage = "Recommender:Serving:CacheMegabytes must be from 0 to 16384")]
    public int CacheMegabytes { get; set; } = 96;

    /// <summary>Requests that are worked on at once; what the cache answers and health are not counted. 1 to 100,000, default 64.</summary>
    [Range(1, 100_000, ErrorMessage = "Recommender:Serving:MaxConcurrent must be from 1 to 100000")]
    public int MaxConcurrent { get; set; } = 64;

    /// <summary>Requests that wait for those; one more is told 503 with Retry-After at once. 0 to 1,000,000, default 512.</summary>
    [Range(0, 1_000_000, ErrorMessage = "Recommender:Serving:MaxWaiting must be from 0 to 1000000")]
    public int MaxWaiting { get; set; } = 512;

    /// <summary>
    /// Requests for blocks that one client (an IPv4 address, an IPv6 /64) may make in a minute; one more is told 429 with Retry-After.
    /// 0 (off, the default) to 1,000,000. Behind a proxy set <c>Recommender:SignIn:TrustedProxies</c>, or all readers are one client.
    /// </summary>
    [Range(0, 1_000_000, ErrorMessage = "Recommender:Serving:RequestsPerMinute must be from 0 to 1000000")]
    public int RequestsPerMinute { get; set; }
}

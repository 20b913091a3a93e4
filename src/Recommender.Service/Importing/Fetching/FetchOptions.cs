using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Importing.Fetching;

/// <summary>How sources are fetched (configuration section "Fetching").</summary>
public sealed class FetchOptions
{
    public const string Section = "Fetching";

    /// <summary>How the fetcher names itself to servers and in robots.txt.</summary>
    [Required]
    public string UserAgent { get; set; } = "recommender/0.1";

    /// <summary>
    /// Fetch from loopback, private, link-local and similar addresses too. Default false: a feed must not make the server read its own
    /// network.
    /// </summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Obey robots.txt. Default true; switch it off only for sites of your own.</summary>
    public bool HonourRobots { get; set; } = true;

    /// <summary>Time for one answer with its body, retries not counted. Default 60 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a request is repeated after a failure that may pass (5xx, 408, 429, connection). 0 to 10, default 3.</summary>
    [Range(0, 10)]
    public int MaxRetries { get; set; } = 3;

    /// <summary>
    /// Wait before the first repetition; it doubles each time, with jitter. A server's Retry-After goes before. Default 1 second.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Redirects that are followed. 0 to 20, default 10.</summary>
    [Range(0, 20)]
    public int MaxRedirects { get; set; } = 10;

    /// <summary>Largest feed or export, decompressed, in bytes. Default 100 MB.</summary>
    [Range(1, long.MaxValue)]
    public long MaxFeedBytes { get; set; } = 100_000_000;

    /// <summary>Largest web page, decompressed, in bytes. Default 5 MB.</summary>
    [Range(1, long.MaxValue)]
    public long MaxPageBytes { get; set; } = 5_000_000;

    /// <summary>Most pages of one feed. Default 2,000 (300,000 articles of a Blogger site).</summary>
    [Range(1, int.MaxValue)]
    public int MaxFeedPages { get; set; } = 2_000;

    /// <summary>Most web pages behind one sitemap. Default 50,000.</summary>
    [Range(1, int.MaxValue)]
    public int MaxSitemapPages { get; set; } = 50_000;

    /// <summary>Pause between two web pages of one sitemap. Default 200 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan PageDelay { get; set; } = TimeSpan.FromMilliseconds(200);
}

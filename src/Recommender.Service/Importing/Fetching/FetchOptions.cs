using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Importing.Fetching;

/// <summary>How sources are fetched. Section <c>Recommender:Fetching</c>.</summary>
public sealed class FetchOptions
{
    public const string Section = "Recommender:Fetching";

    /// <summary>User agent sent to servers and matched in robots.txt.</summary>
    [Required]
    public string UserAgent { get; set; } = "recommender/0.1";

    /// <summary>
    /// Fetch also from loopback, private, link-local and similar addresses. Default false: a feed must not make the server read its own
    /// network.
    /// </summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Obey robots.txt. Default true; disable it only for your own sites.</summary>
    public bool HonourRobots { get; set; } = true;

    /// <summary>Timeout of one request including its body, without retries. Default 60 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Number of retries after a transient failure (5xx, 408, 429, connection). 0 to 10, default 3.</summary>
    [Range(0, 10)]
    public int MaxRetries { get; set; } = 3;

    /// <summary>
    /// Delay before the first retry; doubled for each further one, with jitter. A server's Retry-After takes precedence. Default 1 second.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Maximum number of redirects. 0 to 20, default 10.</summary>
    [Range(0, 20)]
    public int MaxRedirects { get; set; } = 10;

    /// <summary>Maximum size of a feed or export, decompressed, in bytes. Default 100 MB.</summary>
    [Range(1, long.MaxValue)]
    public long MaxFeedBytes { get; set; } = 100_000_000;

    /// <summary>Maximum size of a web page, decompressed, in bytes. Default 5 MB.</summary>
    [Range(1, long.MaxValue)]
    public long MaxPageBytes { get; set; } = 5_000_000;

    /// <summary>Maximum number of pages of one feed. Default 2,000 (300,000 articles of a Blogger site).</summary>
    [Range(1, int.MaxValue)]
    public int MaxFeedPages { get; set; } = 2_000;

    /// <summary>Maximum number of sitemaps that one source names, directly or by other sitemaps. Default 2,000.</summary>
    [Range(1, int.MaxValue)]
    public int MaxSitemaps { get; set; } = 2_000;

    /// <summary>Maximum number of web pages of one sitemap. Default 50,000.</summary>
    [Range(1, int.MaxValue)]
    public int MaxSitemapPages { get; set; } = 50_000;

    /// <summary>
    /// Longest pause between two requests to a host that asks for one in its robots.txt (Crawl-delay); if it asks for more, this is what it
    /// gets. Zero ignores it. At most 10 minutes, default 10 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan MaxCrawlDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Pause between two web pages of one sitemap. Default 200 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan PageDelay { get; set; } = TimeSpan.FromMilliseconds(200);
}

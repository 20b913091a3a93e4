using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Watching;

/// <summary>
/// Thresholds for warnings. Section <c>Recommender:Watching</c>; <c>Recommender:Sites:NAME:Watching</c> overrides it for a site.
/// </summary>
public sealed class WatchOptions
{
    public const string Section = "Recommender:Watching";

    /// <summary>Who may read <c>/metrics</c>. Default: clients with an API key of role viewer for all sites.</summary>
    public MetricsAccess Metrics { get; set; } = MetricsAccess.Key;

    /// <summary>Interval between checks of runs, feeds, lists and disk. 1 second to 10 minutes, default 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ErrorMessage = "Recommender:Watching:Interval must be from 00:00:01 to 00:10:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Warn if the live model is older than this. 1 hour to 10 years, default 14 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00",
        ErrorMessage = "Recommender:Watching:MaxModelAge must be from 01:00:00 to 3650.00:00:00")]
    public TimeSpan MaxModelAge { get; set; } = TimeSpan.FromDays(14);

    /// <summary>A feed is silent after this multiple of its usual interval. 1 to 100, default 1.5.</summary>
    [Range(1.0, 100.0, ErrorMessage = "Recommender:Watching:SilentFactor must be from 1 to 100")]
    public double SilentFactor { get; set; } = 1.5;

    /// <summary>A feed is never silent within this time of its last article. 1 minute to 1 year, default 6 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "366.00:00:00",
        ErrorMessage = "Recommender:Watching:SilentAfterAtLeast must be from 00:01:00 to 366.00:00:00")]
    public TimeSpan SilentAfterAtLeast { get; set; } = TimeSpan.FromHours(6);

    /// <summary>Warn if an article waits for its list for longer than this. 1 minute to 1 week, default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00",
        ErrorMessage = "Recommender:Watching:MaxWaitForList must be from 00:01:00 to 7.00:00:00")]
    public TimeSpan MaxWaitForList { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Warn if less than this is free on the disk of data or models. 0 to 1,000,000 MB, default 500.</summary>
    [Range(0, 1_000_000, ErrorMessage = "Recommender:Watching:MinFreeMegabytes must be from 0 to 1000000")]
    public int MinFreeMegabytes { get; set; } = 500;
}

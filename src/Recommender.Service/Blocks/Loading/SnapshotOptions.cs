using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Blocks.Loading;

/// <summary>How serving follows the store. Section <c>Recommender:Serving</c>.</summary>
public sealed class SnapshotOptions
{
    public const string Section = "Recommender:Serving";

    /// <summary>How often to check for changes by other processes. 10 ms to 1 minute, default 250 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00",
        ErrorMessage = "Recommender:Serving:PollInterval must be from 00:00:00.010 to 00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Models up to this size on disk (MB) stay in memory, so the first new article need not wait for loading. 0 to 100,000, default 64.
    /// </summary>
    [Range(0, 100_000, ErrorMessage = "Recommender:Serving:KeepModelBelowMegabytes must be from 0 to 100000")]
    public int KeepModelBelowMegabytes { get; set; } = 64;

    /// <summary>
    /// How long a larger model stays in memory after it ranked a new article, and any model after it explained a block. 0 to 1 day, default
    /// 5 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00",
        ErrorMessage = "Recommender:Serving:KeepModelFor must be from 00:00:00 to 1.00:00:00")]
    public TimeSpan KeepModelFor { get; set; } = TimeSpan.FromMinutes(5);
}

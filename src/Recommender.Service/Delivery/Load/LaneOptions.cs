using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Delivery.Load;

/// <summary>The limits of one kind of work.</summary>
public sealed class LaneOptions
{
    /// <summary>Maximum number of requests of this kind that are worked on at the same time. 1 to 10,000.</summary>
    [Range(1, 10_000, ErrorMessage = "Concurrent must be from 1 to 10000")]
    public int Concurrent { get; set; } = 1;

    /// <summary>
    /// Maximum number of further requests of this kind that send their body, wait, or receive the answer. More get 503 with Retry-After. 0
    /// to 100,000.
    /// </summary>
    [Range(0, 100_000, ErrorMessage = "Waiting must be from 0 to 100000")]
    public int Waiting { get; set; }

    /// <summary>Maximum memory of the bodies of these requests in MB. 1 to 16,384.</summary>
    [Range(1, 16_384, ErrorMessage = "Megabytes must be from 1 to 16384")]
    public int Megabytes { get; set; } = 1;
}

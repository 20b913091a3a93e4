namespace Recommender.Service.Delivery.Edge;

/// <summary>The state of purging a site's cache.</summary>
public sealed record PurgeState
{
    /// <summary>Time of the last successful purge; null if none.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Number of keys in that purge.</summary>
    public int Sent { get; init; }

    /// <summary>True if it purged the whole site.</summary>
    public bool SentWholeSite { get; init; }

    /// <summary>Consecutive failures; 0 if the last attempt succeeded.</summary>
    public int Failures { get; init; }

    /// <summary>Time of the last failure; null if none.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>Reason of the last failure.</summary>
    public string? Reason { get; init; }

    /// <summary>Number of keys waiting to be purged.</summary>
    public int Waiting { get; init; }

    /// <summary>True if the whole site is waiting to be purged.</summary>
    public bool WholeSiteWaits { get; init; }
}

namespace Recommender.Service.Delivery.Edge;

/// <summary>How telling a site's cache goes.</summary>
public sealed record PurgeState
{
    /// <summary>When it was last told something; null: not yet.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>How many keys that were.</summary>
    public int Sent { get; init; }

    /// <summary>Whether that was the whole site.</summary>
    public bool SentWholeSite { get; init; }

    /// <summary>How often in a row it could not be told; 0: the last time it could.</summary>
    public int Failures { get; init; }

    /// <summary>When it last could not; null: never.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>Why not then.</summary>
    public string? Reason { get; init; }

    /// <summary>How many keys wait.</summary>
    public int Waiting { get; init; }

    /// <summary>Whether that is the whole site.</summary>
    public bool WholeSiteWaits { get; init; }
}

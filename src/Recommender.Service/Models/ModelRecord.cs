namespace Recommender.Service.Models;

/// <summary>A model as recorded in the store.</summary>
/// <param name="Version">Sortable UTC timestamp; also the folder's name.</param>
/// <param name="Reason">Why it failed or was refused.</param>
public sealed record ModelRecord(string Version, ModelStatus Status, string? Reason)
{
    public DateTimeOffset Created { get; init; }

    /// <summary>When it last went live; null if it never did.</summary>
    public DateTimeOffset? WentLive { get; init; }

    /// <summary>When it was retired; null if it is live or never was.</summary>
    public DateTimeOffset? RetiredAt { get; init; }

    /// <summary>Grows with each retirement of the site, whatever the clock said; 0 if it never was, or before this was kept.</summary>
    public long Retirement { get; init; }
}

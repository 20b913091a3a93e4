namespace Recommender.Service.Models;

/// <summary>A model as the store knows it.</summary>
/// <param name="Version">Sortable UTC stamp; the folder's name.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="Reason">Why it failed, or was refused.</param>
public sealed record ModelRecord(string Version, ModelStatus Status, string? Reason)
{
    public DateTimeOffset Created { get; init; }

    /// <summary>When it began to serve last; null where it never did.</summary>
    public DateTimeOffset? WentLive { get; init; }

    /// <summary>When it ceased to serve; null where it does, or never did.</summary>
    public DateTimeOffset? RetiredAt { get; init; }
}

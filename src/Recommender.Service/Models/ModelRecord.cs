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

/// <summary>Where a model is in its life.</summary>
public enum ModelStatus
{
    Candidate,
    Live,
    Retired,
    Failed,
}

/// <summary>One line of the history of a site's models.</summary>
public sealed record ModelChange
{
    public required DateTimeOffset At { get; init; }

    public required string Who { get; init; }

    /// <summary><c>promoted</c>, <c>forced</c> (against the gate), <c>refused</c>, <c>rolledBack</c> or <c>deleted</c>.</summary>
    public required string Action { get; init; }

    public string Version { get; init; } = "";

    /// <summary>The model that was live before.</summary>
    public string? Was { get; init; }

    public string Details { get; init; } = "";
}

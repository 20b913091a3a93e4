using Recommender.Service.Storage;

namespace Recommender.Service.Training;

/// <summary>One retrain of a site, from its sources to the live model.</summary>
public sealed record Run
{
    /// <summary>Ids sort by the time of the request.</summary>
    public required string Id { get; init; }

    public required string Site { get; init; }

    public required RunReason Reason { get; init; }

    /// <summary>The shown name of who requested it.</summary>
    public required string Who { get; init; }

    /// <summary>Who requested it, see <see cref="Author.Id"/>; null for old runs if it is not known.</summary>
    public string? WhoId { get; init; }

    /// <summary>Promote its model whatever the gate's verdict.</summary>
    public bool Force { get; init; }

    /// <summary>Request a full retrain, even if the live model could be updated.</summary>
    public bool Anew { get; init; }

    public required RunState State { get; init; }

    public required DateTimeOffset Requested { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Finished { get; init; }

    /// <summary>Last heartbeat of the process that works on it.</summary>
    public DateTimeOffset? Heartbeat { get; init; }

    /// <summary>The process that works on it, see <see cref="RunOwner"/>.</summary>
    public string? Owner { get; init; }

    /// <summary>How often a process claimed it; more than once after a crash.</summary>
    public int Attempts { get; init; }

    /// <summary>The shown name of who requested its cancellation.</summary>
    public string? CancelledBy { get; init; }

    /// <summary>Who requested its cancellation, see <see cref="Author.Id"/>.</summary>
    public string? CancelledById { get; init; }

    public RunStep? Step { get; init; }

    /// <summary>The current work, as text.</summary>
    public string? Stage { get; init; }

    /// <summary>Units done of the stage, and its total; 0 if unknown.</summary>
    public int ProgressDone { get; init; }

    public int ProgressTotal { get; init; }

    /// <summary>The version of the model that it makes.</summary>
    public string? Version { get; init; }

    /// <summary>The outcome in one line.</summary>
    public string? Outcome { get; init; }

    /// <summary>Duration and memory of its steps, in order.</summary>
    public IReadOnlyList<StepRecord> Steps { get; init; } = [];

    public bool IsOpen => State is RunState.Waiting or RunState.Running;
}

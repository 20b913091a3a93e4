namespace Recommender.Service.Training;

/// <summary>One retrain of a site, from its sources to the model that serves.</summary>
public sealed record Run
{
    /// <summary>Sorts by the time of the request.</summary>
    public required string Id { get; init; }

    public required string Site { get; init; }

    /// <summary>What it was started by.</summary>
    public required RunReason Reason { get; init; }

    /// <summary>Who wanted it.</summary>
    public required string Who { get; init; }

    /// <summary>Its model goes live whatever the gate says.</summary>
    public bool Force { get; init; }

    /// <summary>Whether all is learned anew, whatever could be kept of the live model.</summary>
    public bool Anew { get; init; }

    public required RunState State { get; init; }

    public required DateTimeOffset Requested { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Finished { get; init; }

    /// <summary>When the process that works on it last said so.</summary>
    public DateTimeOffset? Heartbeat { get; init; }

    /// <summary>That process, see <see cref="RunOwner"/>.</summary>
    public string? Owner { get; init; }

    /// <summary>How often a process took it up; more than once after a crash.</summary>
    public int Attempts { get; init; }

    /// <summary>Who wants it to stop.</summary>
    public string? CancelledBy { get; init; }

    public RunStep? Step { get; init; }

    /// <summary>What is being done, in words.</summary>
    public string? Stage { get; init; }

    /// <summary>Units done of the stage, and how many it has; 0 where unknown.</summary>
    public int ProgressDone { get; init; }

    public int ProgressTotal { get; init; }

    /// <summary>The model that it makes.</summary>
    public string? Version { get; init; }

    /// <summary>What came of it, in one line.</summary>
    public string? Outcome { get; init; }

    /// <summary>What each step took, in their order.</summary>
    public IReadOnlyList<StepRecord> Steps { get; init; } = [];

    public bool IsOpen => State is RunState.Waiting or RunState.Running;
}

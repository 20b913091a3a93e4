using System.ComponentModel;

namespace Recommender.Service.Training;

/// <summary>A run as shown to people and programs.</summary>
public sealed record RunView
{
    public required string Id { get; init; }

    [Description("What started it.")]
    public required RunReason Reason { get; init; }

    [Description("The shown name of who requested it, at that time.")]
    public required string Who { get; init; }

    [Description("Who requested it: person:ID, key:ID, operator or recommender. Absent of old runs.")]
    public string? WhoId { get; init; }

    public required bool Force { get; init; }

    public required bool Full { get; init; }

    public required RunState State { get; init; }

    public required DateTimeOffset Requested { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Finished { get; init; }

    [Description("Last heartbeat of its process.")]
    public DateTimeOffset? Heartbeat { get; init; }

    [Description("How often a process claimed it; more than once after a crash.")]
    public required int Attempts { get; init; }

    [Description("The shown name of who requested its cancellation.")]
    public string? CancelledBy { get; init; }

    [Description("Who requested its cancellation, as whoId.")]
    public string? CancelledById { get; init; }

    public RunStep? Step { get; init; }

    [Description("The current work, as text.")]
    public string? Stage { get; init; }

    [Description("Units done of the stage.")]
    public int? Done { get; init; }

    [Description("Units of the stage.")]
    public int? Total { get; init; }

    [Description("Units per second, averaged over the step so far.")]
    public double? Rate { get; init; }

    [Description("Estimated remaining seconds of the stage.")]
    public double? SecondsLeft { get; init; }

    [Description("The version of the model that it makes.")]
    public string? Model { get; init; }

    public string? Outcome { get; init; }

    [Description("Duration and peak memory of each step.")]
    public required IReadOnlyList<StepRecord> Steps { get; init; }

    public static RunView Of(Run run)
    {
        var working = run.State == RunState.Running && run.ProgressTotal > 0;
        var seconds = run.Steps.FirstOrDefault(step => step.Step == run.Step)?.Seconds ?? 0;
        double? rate = working && seconds > 0 ? Math.Round(run.ProgressDone / seconds, 1) : null;
        return new RunView
        {
            Id = run.Id, Reason = run.Reason, Who = run.Who, WhoId = run.WhoId, Force = run.Force, Full = run.Anew,
            State = run.State, Requested = run.Requested, Started = run.Started, Finished = run.Finished,
            Heartbeat = run.Heartbeat, Attempts = run.Attempts, CancelledBy = run.CancelledBy,
            CancelledById = run.CancelledById, Step = run.Step, Stage = run.Stage,
            Done = working ? run.ProgressDone : null, Total = working ? run.ProgressTotal : null, Rate = rate,
            SecondsLeft = rate > 0 ? Math.Round((run.ProgressTotal - run.ProgressDone) / rate.Value) : null,
            Model = run.Version, Outcome = run.Outcome, Steps = run.Steps,
        };
    }
}

using Recommender.Engine;
using Recommender.Service.Storage;
using Recommender.Service.Web;
using Recommender.Service.Workers;

namespace Recommender.Service.Training;

/// <summary>
/// Reports the progress of a run to the store, and stops the run on request. Measures the duration and peak memory of each step.
/// </summary>
internal sealed class RunMonitor : IProgress<WorkProgress>, IProgress<StageProgress>, IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly RunStore _store;
    private readonly TimeProvider _clock;
    private readonly IProgress<WorkProgress>? _next;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _over = new();
    private readonly Dictionary<RunStep, StepRecord> _steps;
    private readonly Task _beating;
    private readonly System.Diagnostics.Activity? _trace;
    private System.Diagnostics.Activity? _stepTrace;
    private Run _run;
    private long _stepBegan;

    /// <param name="run">The run, claimed by this process.</param>
    /// <param name="store">Receives the progress.</param>
    /// <param name="next">Also receives the progress.</param>
    /// <param name="cancel">Stops the run.</param>
    public RunMonitor(Run run, RunStore store, TimeProvider clock, IProgress<WorkProgress>? next, CancellationToken cancel)
    {
        (_run, _store, _clock, _next) = (run, store, clock, next);
        _steps = run.Steps.ToDictionary(step => step.Step);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _stepBegan = clock.GetTimestamp();
        _trace = Traces.Of(run.Site, "run");
        _trace?.SetTag("run", run.Id);
        _beating = BeatAsync();
    }

    /// <summary>Signals that the run must stop: cancelled by the caller or a user, or claimed by another process.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Who cancelled it, if the store says so.</summary>
    public string? CancelledBy { get; private set; }

    /// <summary>Another process has claimed the run: this process must not write anything more for it.</summary>
    public bool IsLost { get; private set; }

    /// <summary>The run in its current state.</summary>
    public Run Run
    {
        get
        {
            lock (_lock)
            {
                return _run with { Steps = [.. _steps.Values.OrderBy(step => step.Step)] };
            }
        }
    }

    public IReadOnlyDictionary<string, double> SecondsPerStep =>
        Run.Steps.ToDictionary(step => EnumWords.Of(step.Step), step => step.Seconds);

    /// <summary>Sets the version that the run makes.</summary>
    public void Make(string version)
    {
        lock (_lock)
        {
            _run = _run with { Version = version };
        }
    }

    /// <summary>Begins a step and records it in the store before doing any work.</summary>
    public async Task BeginAsync(RunStep step, string stage)
    {
        Stop.ThrowIfCancellationRequested();
        Enter(step, stage);
        await TellAsync();
        Stop.ThrowIfCancellationRequested();
        _next?.Report(new WorkProgress(stage, 0, 0));
    }

    public void Report(StageProgress value)
    {
        var shown = WorkProgress.Of(value);
        if (value.Stage == TrainingStage.LearningFromLinks)
        {
            Enter(RunStep.Train, shown.Stage);
        }

        Report(shown);
    }

    public void Report(WorkProgress value)
    {
        lock (_lock)
        {
            _run = _run with { Stage = value.Stage, ProgressDone = value.Done, ProgressTotal = value.Total };
        }

        _next?.Report(value);
    }

    /// <summary>Ends the last step.</summary>
    public Run End()
    {
        lock (_lock)
        {
            Count();
        }

        return Run;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _beating;
        _over.Dispose();
        _stop.Dispose();
        _stepTrace?.Dispose();
        _trace?.Dispose();
    }

    private void Enter(RunStep step, string stage)
    {
        lock (_lock)
        {
            Count();
            _stepTrace?.Dispose();
            _stepTrace = Traces.Of(_run.Site, EnumWords.Of(step));
            _run = _run with { Step = step, Stage = stage, ProgressDone = 0, ProgressTotal = 0 };
        }
    }

    private void Count()
    {
        var now = _clock.GetTimestamp();
        if (_run.Step is { } step)
        {
            var before = _steps.GetValueOrDefault(step) ?? new StepRecord(step, 0, 0);
            _steps[step] = before with
            {
                Seconds = Math.Round(before.Seconds + _clock.GetElapsedTime(_stepBegan, now).TotalSeconds, 3),
                PeakMegabytes = Math.Max(before.PeakMegabytes, (int)(Environment.WorkingSet / 1_000_000)),
            };
        }

        _stepBegan = now;
    }

    // Real time, not the injected clock: a stopped test clock must not end the lease.
    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(Beat);
        try
        {
            while (await timer.WaitForNextTickAsync(_over.Token))
            {
                lock (_lock)
                {
                    Count();
                }

                await TellAsync();
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task TellAsync()
    {
        try
        {
            var known = await _store.BeatAsync(Run, _over.Token);
            IsLost |= known is null;
            CancelledBy ??= known?.CancelledBy;
            if (known is null or { CancelledBy: not null })
            {
                await _stop.CancelAsync();
            }
        }
        catch (System.Data.Common.DbException)
        {
            // The store is busy: the next heartbeat reports it.
        }
    }
}

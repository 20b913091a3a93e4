using Recommender.Service.Models;
using Recommender.Service.Workers;

namespace Recommender.Service.Training;

/// <summary>
/// Performs one retrain of a site, from its sources to the live model. Whatever interrupts it, the previous model stays live; a run whose
/// process ended resumes from its last checkpoint.
/// </summary>
public sealed class TrainingRun(RunStore runs, RunSteps steps, ModelStore models, ModelFolders folders, TimeProvider clock)
{
    /// <summary>Claims the site's waiting or abandoned run, or creates a new one, and completes it.</summary>
    /// <param name="site">An existing site.</param>
    /// <param name="wish">Describes a new run.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancel">Cancels the run.</param>
    /// <returns>The ended run, with its model if one was made.</returns>
    /// <exception cref="TrainingBusyException">Another process works on the site or has claimed the run.</exception>
    public async Task<RunResult> RunAsync(
        string site, RunRequest wish, IProgress<WorkProgress>? progress = null, CancellationToken cancel = default)
    {
        var run = await runs.ClaimAsync(site, wish, RunOwner.Current, cancel)
            ?? throw new TrainingBusyException($"another training of site '{site}' is running; wait for it to end, or see: recommender "
                + $"runs list --site {site}");
        await using var monitor = new RunMonitor(run, runs, clock, progress, cancel);
        try
        {
            var version = run.Version ?? ModelFolders.NewVersion(clock.GetUtcNow(), await models.ListAsync(site, cancel));
            monitor.Make(version);
            await models.FailLeftoversAsync(site, version, cancel);
            await models.AddCandidateAsync(site, version, clock.GetUtcNow(), cancel);
            var (manifest, verdict) = await steps.WorkAsync(run with { Version = version }, monitor);
            var passed = verdict.Passed || run.Force;
            var outcome = passed
                ? $"model {version} is live: {manifest.Articles} articles{(verdict.Passed ? "" : $", against the gate: {verdict.Reasons}")}"
                : $"model {version} was refused: {verdict.Reasons}";
            await runs.FinishAsync(monitor.End(), passed ? RunState.Done : RunState.Refused, outcome, CancellationToken.None);
            return new RunResult((await runs.FindAsync(site, run.Id, CancellationToken.None))!, manifest, verdict);
        }
        catch (Exception e) when (monitor.IsLost)
        {
            throw new TrainingBusyException($"another process has claimed run {run.Id}; this one made no further changes", e);
        }
        catch (Exception e)
        {
            await FailAsync(monitor, e, cancel);
            if (e is OperationCanceledException && !cancel.IsCancellationRequested)
            {
                throw new RunCancelledException($"run {run.Id} was cancelled by {monitor.CancelledBy}", e);
            }

            throw;
        }
    }

    private async Task FailAsync(RunMonitor monitor, Exception e, CancellationToken cancel)
    {
        var run = monitor.End();
        var cancelled = e is OperationCanceledException;
        if (run.Version is { } version)
        {
            await models.MarkFailedAsync(run.Site, version, cancelled ? "interrupted" : e.Message, CancellationToken.None);
        }

        var outcome = !cancelled ? e.Message : cancel.IsCancellationRequested ? "interrupted" : $"cancelled by {monitor.CancelledBy}";
        await runs.FinishAsync(run, cancelled ? RunState.Cancelled : RunState.Failed, outcome, CancellationToken.None);
        new RunFolder(folders.OfRun(run.Site, run.Id)).Delete();
    }
}

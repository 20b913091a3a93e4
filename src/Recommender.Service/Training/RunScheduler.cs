using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.People;
using Recommender.Service.Workers;

namespace Recommender.Service.Training;

/// <summary>
/// Starts runs that are due, requested or abandoned by a process that ended, each in a separate process. Several servers on one store may
/// do so: the store assigns a run to one of them.
/// </summary>
internal sealed partial class RunScheduler(
    RunStore runs, RunSchedule schedule, RunProcesses processes, SiteSnapshots snapshots, WorkHealth health,
    ILogger<RunScheduler> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly RunRequest Nobody = new(RunReason.Schedule, Actor.Recommender.Author with { Name = "schedule" });

    private readonly Retries<string> _retries = new(TimeSpan.FromMinutes(1));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Real time between checks, the injected clock for due times.
        using var timer = new PeriodicTimer(Look);
        await Guarded.RepeatAsync(
            log, health.Of(null, "checking for due trainings"),
            async cancel =>
            {
                await timer.WaitForNextTickAsync(cancel);
                foreach (var site in snapshots.All.Select(snapshot => snapshot.Site).Where(_retries.IsDue))
                {
                    await LookAsync(site, cancel);
                }
            },
            stoppingToken);
    }

    internal async Task LookAsync(string site, CancellationToken cancel)
    {
        var duty = health.Of(site, "starting its trainings");
        try
        {
            if (!processes.MayStart(site))
            {
                return;
            }

            var open = await runs.OpenAsync(site, cancel);
            if (open is null && await schedule.DueAsync(site, cancel) is { } reason)
            {
                (open, _) = await runs.RequestAsync(site, Nobody with { Reason = reason }, cancel);
            }

            if (open is { State: RunState.Waiting } || (open is not null && runs.IsAbandoned(open)))
            {
                processes.Start(site);
            }

            _retries.Succeeded(site);
            duty.Succeeded();
        }
        // A failure at one site, or a busy store, must not stop the scheduler.
        catch (Exception e) when (!Guarded.IsStop(e, cancel))
        {
            var wait = _retries.Failed(site);
            if (duty.Failed(e))
            {
                LogFailed(site, wait.TotalSeconds, e);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Site {Site}: cannot start a training; retrying in {Seconds} s")]
    private partial void LogFailed(string site, double seconds, Exception reason);
}

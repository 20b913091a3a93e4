using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Workers;

namespace Recommender.Service.Training;

/// <summary>
/// Starts what is due, what was asked for, and what was left by a process that ended, each in a process of its own. Several servers on one
/// store may do so: the store gives a run to one of them.
/// </summary>
internal sealed partial class RunScheduler(
    RunStore runs, RunSchedule schedule, RunProcesses processes, SiteSnapshots snapshots, ILogger<RunScheduler> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly RunRequest Nobody = new(RunReason.Schedule, "schedule");

    private readonly Retries<string> _retries = new(TimeSpan.FromMinutes(1));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Real time between the looks, the clock's time for what is due.
        using var timer = new PeriodicTimer(Look);
        await Guarded.RepeatAsync(
            log, "looking for trainings that are due",
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
        }
        // One site's trouble, or a busy store, must not end the looking.
        catch (Exception e) when (!Guarded.IsStop(e, cancel))
        {
            LogFailed(site, _retries.Failed(site).TotalSeconds, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Site {Site}: cannot start a training; tried again in {Seconds} s")]
    private partial void LogFailed(string site, double seconds, Exception reason);
}

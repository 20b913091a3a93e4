using Microsoft.Extensions.Options;
using Recommender.Service.Related;

namespace Recommender.Service.Runs;

/// <summary>
/// Starts what is due, what was asked for, and what was left by a process that ended, each in a process of its own. Several servers on one
/// store may do so: the store gives a run to one of them.
/// </summary>
internal sealed class RunScheduler(
    RunStore runs, RunSchedule schedule, RunProcesses processes, SiteSnapshots snapshots, ILogger<RunScheduler> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly RunWish Nobody = new(RunReason.Schedule, "schedule");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Real time between the looks, the clock's time for what is due.
        using var timer = new PeriodicTimer(Look);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var site in snapshots.All.Select(snapshot => snapshot.Site))
                {
                    await LookAsync(site, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
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
        }
        // One site's trouble, or a busy store, must not end the looking.
        catch (Exception e) when (e is System.Data.Common.DbException or System.ComponentModel.Win32Exception or OptionsValidationException or Storage.StorageException)
        {
            log.LogWarning("Site {Site}: cannot start a training: {Reason}", site, e.Message);
        }
    }
}

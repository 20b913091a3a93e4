using Microsoft.Extensions.Options;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Watching.Notifications;
using Recommender.Service.Workers;

namespace Recommender.Service.Watching;

/// <summary>Looks again and again while the program serves, and tells what changed.</summary>
internal sealed class MonitorWorker(
    SiteSnapshots snapshots, SiteMonitor watch, NotificationOutbox notices, IOptions<WatchOptions> options, ILogger<MonitorWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Real time, as with everything that follows the store.
        using var timer = new PeriodicTimer(options.Value.Interval);
        try
        {
            await snapshots.WhenLoadedAsync(stoppingToken);
            do
            {
                // Watching must not end what is watched, nor itself.
                await Guarded.TryAsync(log, "the look how things are", LookAsync, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        await watch.LookAsync(cancel);
        notices.Tell(watch.State, watch.Warnings);
    }
}

using Microsoft.Extensions.Options;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Watching.Notifications;
using Recommender.Service.Workers;

namespace Recommender.Service.Watching;

/// <summary>Checks the installation periodically while the program serves, and queues notifications about changes.</summary>
internal sealed class MonitorWorker(
    SiteSnapshots snapshots, SiteMonitor watch, NotificationOutbox notices, IOptions<WatchOptions> options, WorkHealth health,
    ILogger<MonitorWorker> log)
        : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Real time, as in everything that follows the store.
        using var timer = new PeriodicTimer(options.Value.Interval);
        try
        {
            await snapshots.WhenLoadedAsync(stoppingToken);
            do
            {
                // A failed check must stop neither the service nor the monitor.
                await Guarded.TryAsync(log, health.Of(null, "the health check"), LookAsync, stoppingToken);
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

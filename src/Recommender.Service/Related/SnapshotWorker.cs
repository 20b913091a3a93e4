using Microsoft.Extensions.Options;

namespace Recommender.Service.Related;

/// <summary>Looks a few times a second whether another process imported or trained, and has the change served.</summary>
internal sealed class SnapshotWorker(
    SnapshotLoader loader, IOptions<SnapshotOptions> options, IHostApplicationLifetime lifetime, ILogger<SnapshotWorker> log) : BackgroundService
{
    private Task? _first;

    /// <summary>Begins to load before the server is put together: on a large site that is the longest part of a start.</summary>
    public void Begin() => _first = Task.Run(() => loader.RefreshAsync(lifetime.ApplicationStopping));

    /// <summary>Loads everything before the server listens: the first answer is a whole one.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await (_first ?? loader.RefreshAsync(cancellationToken)).WaitAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Real time, whatever the clock says: a clock that stands still in a test must not stop serving from following the store.
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(options.Value.PollInterval, stoppingToken);
                await loader.RefreshAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // What is served stays; the next look may find the store again.
                log.LogError("Cannot read the store, serving what was read before: {Reason}", e.Message);
            }
        }
    }
}

using Microsoft.Extensions.Options;
using Recommender.Service.Workers;

namespace Recommender.Service.Blocks.Loading;

/// <summary>
/// Loads what is served, and looks a few times a second whether another process imported or trained, to have the change served. The first
/// load goes on while the server is put together and begins to listen; a start has succeeded once it is over, and requests wait for it.
/// </summary>
internal sealed class SnapshotWorker(
    SnapshotLoader loader, IOptions<SnapshotOptions> options, IHostApplicationLifetime lifetime, ILogger<SnapshotWorker> log) : BackgroundService, IHostedLifecycleService
{
    private Task? _first;

    /// <summary>Begins the first load; to be called once, before the start.</summary>
    public void Begin() => _first = Task.Run(() => loader.RefreshAsync(lifetime.ApplicationStopping));

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The start ends with the first load, and fails with it.</summary>
    public Task StartedAsync(CancellationToken cancellationToken) => _first!.WaitAsync(cancellationToken);

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await _first!.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Real time, whatever the clock says: a clock that stands still in a test must not stop serving from following the store.
        // What is served stays when the store cannot be read; a later look may find it again.
        await Guarded.RepeatAsync(
            log, "reading the store, whose state before is served",
            async cancel =>
            {
                await Task.Delay(options.Value.PollInterval, cancel);
                await loader.RefreshAsync(cancel);
            },
            stoppingToken);
    }
}

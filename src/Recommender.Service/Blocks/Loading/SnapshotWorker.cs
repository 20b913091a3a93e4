using Microsoft.Extensions.Options;
using Recommender.Service.Workers;

namespace Recommender.Service.Blocks.Loading;

/// <summary>
/// Loads the snapshots, then checks a few times a second for imports and training by other processes and serves their changes. The first
/// load runs while the server starts; the start succeeds when it has finished, and requests wait for it.
/// </summary>
internal sealed class SnapshotWorker(
    SnapshotLoader loader, IOptions<SnapshotOptions> options, IHostApplicationLifetime lifetime, WorkHealth health,
    ILogger<SnapshotWorker> log)
        : BackgroundService, IHostedLifecycleService
{
    private Task? _first;

    /// <summary>Starts the first load; call it once, before the start.</summary>
    public void Begin() => _first = Task.Run(() => loader.RefreshAsync(lifetime.ApplicationStopping));

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The start completes with the first load, and fails if it fails.</summary>
    public Task StartedAsync(CancellationToken cancellationToken) => _first!.WaitAsync(cancellationToken);

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await _first!.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Real time: a stopped test clock must not keep serving from following the store. If the store cannot be read, the current
        // snapshots stay in use, and a later check may succeed.
        await Guarded.RepeatAsync(
            log, health.Of(null, "reading the store, whose state before is served"),
            async cancel =>
            {
                await Task.Delay(options.Value.PollInterval, cancel);
                await loader.RefreshAsync(cancel);
            },
            stoppingToken);
    }
}

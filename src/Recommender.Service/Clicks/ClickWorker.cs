using Microsoft.Extensions.Options;
using Recommender.Service.Related;

namespace Recommender.Service.Clicks;

/// <summary>Writes counts every few seconds and at the end, and once in a while looks after what follows from them.</summary>
internal sealed class ClickWorker(
    ClickWriting writing, ClickCare care, KnownModels models, SiteSnapshots snapshots, IOptions<ClickOptions> options, TimeProvider clock, ILogger<ClickWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan CareEvery = TimeSpan.FromMinutes(10);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // Requests have ended by now: the web server stops before what was registered before it.
        await TryAsync(writing.WriteAsync, CancellationToken.None);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await snapshots.WhenLoadedAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Real time, whatever the clock says: a clock that stands still must not let counts wait.
        var cared = DateTimeOffset.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(WriteAsync, stoppingToken);
            if (clock.GetUtcNow() - cared > CareEvery)
            {
                cared = clock.GetUtcNow();
                await TryAsync(care.RunAsync, stoppingToken);
            }

            await Task.Delay(options.Value.WriteEvery, stoppingToken).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task WriteAsync(CancellationToken cancel)
    {
        foreach (var snapshot in snapshots.All)
        {
            await models.RefreshAsync(snapshot, cancel);
        }

        await writing.WriteAsync(cancel);
    }

    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken cancel)
    {
        try
        {
            await work(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The end is written by StopAsync.
        }
        catch (Exception e)
        {
            log.LogError("Cannot write or read click counts, trying again: {Reason}", e.Message);
        }
    }
}

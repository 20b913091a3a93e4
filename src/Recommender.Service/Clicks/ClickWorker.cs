using Microsoft.Extensions.Options;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Clicks.Evidence;
using Recommender.Service.Workers;

namespace Recommender.Service.Clicks;

/// <summary>Writes counts every few seconds and at shutdown, and runs <see cref="ClickRetention"/> regularly.</summary>
internal sealed class ClickWorker(
    ClickWriting writing, ClickRetention care, ClickCounts counts, ClientEvidence evidence, SiteSnapshots snapshots,
    SiteBlockOptions settings, IOptions<ClickOptions> options, WorkHealth health, TimeProvider clock, ILogger<ClickWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan CareEvery = TimeSpan.FromMinutes(10);

    private readonly Duty _writing = health.Of(null, "writing click counts (kept in memory until it succeeds)");

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // Requests have ended by now: the web server stops before services registered ahead of it.
        await Guarded.TryAsync(log, _writing, writing.WriteAsync, CancellationToken.None);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await snapshots.WhenLoadedAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Real time, not the injected clock: counts must be written even if a test's clock is stopped.
        long? cared = null;
        await Guarded.RepeatAsync(
            log, health.Of(null, "maintaining click counts"),
            async cancel =>
            {
                // Begins before the write: what a busy store delays does not come on top of it.
                var pause = Task.Delay(options.Value.WriteEvery, cancel);
                var isWritten = await Guarded.TryAsync(log, _writing, WriteAsync, cancel);
                if (cared is not { } last || clock.GetElapsedTime(last) > CareEvery)
                {
                    cared = clock.GetTimestamp();
                    await care.RunAsync(cancel);
                }

                // Counts still waiting at the end are written by StopAsync.
                await (isWritten ? Task.WhenAny(pause, counts.WhenCrowdedAsync()) : pause);
            },
            stoppingToken);
    }

    private async Task WriteAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await writing.WriteAsync(cancel);
        // Of days that were over before they were written: nothing of them is lost.
        var days = snapshots.All.Select(snapshot => SiteDay.Of(now, settings.Of(snapshot.Site).TimeZone)).ToList();
        if (days.Count > 0)
        {
            evidence.Forget(days.Min());
        }
    }
}

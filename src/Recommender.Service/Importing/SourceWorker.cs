using Microsoft.Extensions.Options;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Workers;

namespace Recommender.Service.Importing;

/// <summary>Imports the configured sources while the program serves. The first look, at the start, is a full one.</summary>
public sealed partial class SourceWorker(
    ImportRun import, SiteSnapshots snapshots, IOptions<Dictionary<string, SourceOptions>> sites, TimeProvider clock,
    ILogger<SourceWorker> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(sites.Value.Where(site => site.Value.Sources.Count > 0)
            .Select(site => WatchAsync(site.Key, site.Value, stoppingToken)));

    private async Task WatchAsync(string site, SourceOptions options, CancellationToken stop)
    {
        // What is there already is served first.
        await snapshots.WhenLoadedAsync(stop);
        using var timer = new PeriodicTimer(options.Interval, clock);
        DateTimeOffset? lastFull = null;
        do
        {
            var now = clock.GetUtcNow();
            var isFull = lastFull is null || now - lastFull >= options.FullLookInterval;
            var isWhole = false;
            // A look that fails must not end the looking: the next one comes.
            await Guarded.TryAsync(
                log, $"{site}: the look at its sources", async cancel => isWhole = await LookAsync(site, options, isFull, cancel), stop);
            lastFull = isWhole && isFull ? now : lastFull;
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    private async Task<bool> LookAsync(string site, SourceOptions options, bool isFull, CancellationToken stop)
    {
        try
        {
            var report = await import.RunAsync(site, options.Sources, new ImportOptions { Prune = isFull }, null, stop);
            LogDone(site, report.New, report.Changed, report.Withdrawn, report.Skipped);
            foreach (var error in report.Errors)
            {
                LogFailed(site, error, report.Faults.Find(fault => fault.Message == error));
            }

            return report.Errors.Count == 0;
        }
        catch (ImportException e)
        {
            LogFailed(site, e.Message, e.IsUnexpected ? e : null);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information,
        "{Site}: looked at its sources: {New} new, {Changed} changed, {Withdrawn} withdrawn, {Skipped} skipped")]
    private partial void LogDone(string site, int @new, int changed, int withdrawn, int skipped);

    [LoggerMessage(LogLevel.Warning, "{Site}: {Problem}")]
    private partial void LogFailed(string site, string problem, Exception? reason);
}

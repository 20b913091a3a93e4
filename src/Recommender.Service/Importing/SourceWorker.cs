using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Configuration;
using Recommender.Service.Importing.Crawling;
using Recommender.Service.Workers;

namespace Recommender.Service.Importing;

/// <summary>Imports the configured sources while the program serves. The first import, at the start, is a full one.</summary>
public sealed partial class SourceWorker(
    ImportRun import, SiteSnapshots snapshots, SiteSettings<SourceOptions> sites, WorkHealth health, TimeProvider clock,
    ILogger<SourceWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(sites.Configured.Select(site => (site, options: sites.Of(site))).Where(each => each.options.Sources.Count > 0)
            .Select(each => WatchAsync(each.site, each.options, stoppingToken)));

    private async Task WatchAsync(string site, SourceOptions options, CancellationToken stop)
    {
        // Articles already in the store are served first.
        await snapshots.WhenLoadedAsync(stop);
        using var timer = new PeriodicTimer(options.Interval, clock);
        var (duty, reading) = (health.Of(site, "importing its sources"), health.Of(site, "reading its sources"));
        // By the time that passed, not by dates: a clock that is set back must not end the full imports.
        long? lastFull = null;
        do
        {
            var began = clock.GetTimestamp();
            var isFull = lastFull is not { } last || clock.GetElapsedTime(last, began) >= options.FullLookInterval;
            var isWhole = false;
            var failures = 0;
            // A failure of this program or its store, rather than of a source, is not left for the next import.
            while (!await Guarded.TryAsync(log, duty, async cancel => isWhole = await LookAsync(site, options, isFull, cancel), stop))
            {
                await Task.Delay(Backoff.After(++failures, LongestWait < options.Interval ? LongestWait : options.Interval), stop);
            }

            if (isWhole)
            {
                reading.Succeeded();
            }
            else
            {
                reading.Failed(null, "some of them cannot be read; see the log");
            }

            lastFull = isWhole && isFull ? began : lastFull;
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    private async Task<bool> LookAsync(string site, SourceOptions options, bool isFull, CancellationToken stop)
    {
        try
        {
            var report = await import.RunAsync(
                site, options.Sources,
                new ImportOptions
                {
                    Prune = isFull, PageTime = options.Interval, Patterns = new PagePatterns(options.Include, options.Exclude),
                },
                null, stop);
            LogDone(site, report.New, report.Changed, report.Withdrawn, report.Skipped);
            foreach (var line in report.Missing)
            {
                LogFailed(site, line, null);
            }

            foreach (var source in report.Sources.Where(source => source.PagesLeft > 0))
            {
                LogLeft(site, source.Source, source.PagesLeft, TimeSpan.FromSeconds(source.SecondsLeft ?? 0));
            }

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

    [LoggerMessage(LogLevel.Information, "{Site}: imported its sources: {New} new, {Changed} changed, {Withdrawn} withdrawn, {Skipped} "
        + "skipped")]
    private partial void LogDone(string site, int @new, int changed, int withdrawn, int skipped);

    [LoggerMessage(LogLevel.Information, "{Site}: {Pages} pages of {Source} are left; reading them takes about {Time}")]
    private partial void LogLeft(string site, string source, int pages, TimeSpan time);

    [LoggerMessage(LogLevel.Warning, "{Site}: {Problem}")]
    private partial void LogFailed(string site, string problem, Exception? reason);
}

using Microsoft.Extensions.Options;
using Recommender.Service.Articles;
using Recommender.Service.Hosting;
using Recommender.Service.Related;

namespace Recommender.Service.Importing;

/// <summary>The sources that are looked at again and again (configuration section "Sites": one entry a site, by its name).</summary>
public sealed class SourceOptions
{
    public const string Section = "Sites";

    /// <summary>URLs, files or folders, as for `import`. None: the site is not looked at.</summary>
    public IReadOnlyList<string> Sources { get; set; } = [];

    /// <summary>Time between two looks at what is new. One minute to a week, default 15 minutes.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Time between two full looks, which find what the others missed and withdraw what vanished. One hour to a year, default one day.</summary>
    public TimeSpan FullLookInterval { get; set; } = TimeSpan.FromDays(1);

    /// <summary>What is wrong with the settings of <paramref name="site"/>, or null.</summary>
    internal string? ProblemOf(string site) =>
        !SiteStore.IsName(site) ? $"Sites:{site} is no site name: use 1 to 40 of a-z, 0-9 and '-'"
        : Interval < TimeSpan.FromMinutes(1) || Interval > TimeSpan.FromDays(7) ? $"Sites:{site}:Interval must be from one minute to a week"
        : FullLookInterval < TimeSpan.FromHours(1) || FullLookInterval > TimeSpan.FromDays(366) ? $"Sites:{site}:FullLookInterval must be from one hour to a year"
        : null;
}

/// <summary>Imports the configured sources while the program serves. The first look, at the start, is a full one.</summary>
public sealed partial class SourceWorker(
    ImportRun import, SiteSnapshots snapshots, IOptions<Dictionary<string, SourceOptions>> sites, TimeProvider clock, ILogger<SourceWorker> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(sites.Value.Where(site => site.Value.Sources.Count > 0).Select(site => WatchAsync(site.Key, site.Value, stoppingToken)));

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

    [LoggerMessage(LogLevel.Information, "{Site}: looked at its sources: {New} new, {Changed} changed, {Withdrawn} withdrawn, {Skipped} skipped")]
    private partial void LogDone(string site, int @new, int changed, int withdrawn, int skipped);

    [LoggerMessage(LogLevel.Warning, "{Site}: {Problem}")]
    private partial void LogFailed(string site, string problem, Exception? reason);
}

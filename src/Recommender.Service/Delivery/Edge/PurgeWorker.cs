using Recommender.Service.Workers;

namespace Recommender.Service.Delivery.Edge;

/// <summary>Tells each site's cache what changed, a tenth of a second after it did, and again until it is told. One site's trouble is not another's.</summary>
internal sealed partial class PurgeWorker(Purges purges, PurgeSender sender, TimeProvider clock, ILogger<PurgeWorker> log) : BackgroundService
{
    // What changes together is told together; and what was on its way to the cache, from before the change, has arrived there.
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var following = new List<Task>();
        try
        {
            await foreach (var site in purges.Sites.ReadAllAsync(stoppingToken))
            {
                following.Add(Guarded.RepeatAsync(
                    log, $"{site.Site}: telling its cache what changed", cancel => FollowAsync(site, cancel), stoppingToken));
            }
        }
        catch (OperationCanceledException)
        {
            // What waits now is not lost: a start tells the whole site.
            await Task.WhenAll(following).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync(SitePurges site, CancellationToken cancel)
    {
        while (true)
        {
            await site.WaitAsync(cancel);
            // Real time: a clock that stands still in a test must not keep caches wrong.
            await Task.Delay(Gather, cancel);
            var keys = site.Take();
            try
            {
                var failures = site.State.Failures;
                await sender.SendAsync(site.Options, keys, cancel);
                site.Succeeded(keys, clock.GetUtcNow());
                if (failures > 0)
                {
                    LogAgain(site.Site, failures);
                }
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                var reason = e is OperationCanceledException ? $"no answer within {PurgeSender.Patience.TotalSeconds} s" : e.Message;
                var failures = site.Failed(keys, reason, clock.GetUtcNow());
                if (failures == 1)
                {
                    LogFailed(site.Site, reason, e);
                }

                await Task.Delay(Backoff.After(failures, LongestWait), cancel);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Site}: the cache cannot be told what changed: {Problem}; it is tried again until it can")]
    private partial void LogFailed(string site, string problem, Exception reason);

    [LoggerMessage(LogLevel.Information, "{Site}: the cache was told what changed, after {Failures} failures")]
    private partial void LogAgain(string site, int failures);
}

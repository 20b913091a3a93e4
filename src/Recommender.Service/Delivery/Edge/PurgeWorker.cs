using Recommender.Service.Workers;

namespace Recommender.Service.Delivery.Edge;

/// <summary>
/// Purges each site's cache a tenth of a second after a change, and retries until it succeeds. Sites do not affect each other.
/// </summary>
internal sealed partial class PurgeWorker(
    Purges purges, PurgeSender sender, WorkHealth health, TimeProvider clock, ILogger<PurgeWorker> log) : BackgroundService
{
    // Gathers changes that belong together, and lets answers from before the change arrive at the cache before it is purged.
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
                    log, health.Of(site.Site, "the queue of its purges"), cancel => FollowAsync(site, cancel), stoppingToken));
            }
        }
        catch (OperationCanceledException)
        {
            // The waiting keys are not lost: a start purges the whole site.
            await Task.WhenAll(following).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync(SitePurges site, CancellationToken cancel)
    {
        var duty = health.Of(site.Site, "purging its cache");
        while (true)
        {
            await site.WaitAsync(cancel);
            // Real time: a stopped test clock must not keep caches outdated.
            await Task.Delay(Gather, cancel);
            var keys = site.Take();
            try
            {
                var failures = site.State.Failures;
                await sender.SendAsync(site.Options, keys, cancel);
                site.Succeeded(keys, clock.GetUtcNow());
                duty.Succeeded();
                if (failures > 0)
                {
                    LogAgain(site.Site, failures);
                }
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                var reason = e is OperationCanceledException ? $"no answer within {PurgeSender.Patience.TotalSeconds} s" : e.Message;
                var failures = site.Failed(keys, reason, clock.GetUtcNow());
                if (duty.Failed(e, "the cache did not accept it; see the log"))
                {
                    LogFailed(site.Site, reason, e);
                }

                await Task.Delay(Backoff.After(failures, LongestWait), cancel);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Site}: purging the cache failed: {Problem}; retrying until it succeeds")]
    private partial void LogFailed(string site, string problem, Exception? reason);

    [LoggerMessage(LogLevel.Information, "{Site}: the cache was purged after {Failures} failures")]
    private partial void LogAgain(string site, int failures);
}

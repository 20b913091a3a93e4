using Microsoft.Extensions.Options;
using Recommender.Service.Blocks;
using Recommender.Service.Configuration;

namespace Recommender.Service.Training;

/// <summary>
/// Decides when a run of a site is due: at the first scheduled time after the last run, however that was started, or when enough articles
/// have arrived since. A missed schedule therefore runs once, not once per missed time.
/// </summary>
public sealed class RunSchedule(
    RunStore runs, Articles.SiteStore sites, SiteSettings<RunOptions> settings, SiteSettings<TimeZoneOptions> zones, TimeProvider clock)
{
    // Longer than the time between two runs of any schedule that is meant.
    private static readonly TimeSpan LongAgo = TimeSpan.FromDays(366);

    /// <summary>Null if nothing is due.</summary>
    /// <exception cref="OptionsValidationException">A setting of the site is out of range.</exception>
    public async Task<RunReason?> DueAsync(string site, CancellationToken cancel = default)
    {
        var options = settings.Of(site);
        if (options is { Cron: null or "", AfterNewArticles: 0 })
        {
            return null;
        }

        var last = await LastAsync(site, cancel);
        return NextAfter(site, options, last) <= clock.GetUtcNow() ? RunReason.Schedule
            : options.AfterNewArticles > 0 && await runs.NewArticlesAsync(site, last, cancel) >= options.AfterNewArticles
                ? RunReason.NewArticles
            : null;
    }

    /// <summary>When the schedule starts the next run; in the past if it is due; null without a schedule.</summary>
    public async Task<DateTimeOffset?> NextAsync(string site, CancellationToken cancel = default) =>
        NextAfter(site, settings.Of(site), await LastAsync(site, cancel));

    private DateTimeOffset? NextAfter(string site, RunOptions options, DateTimeOffset last) =>
        options.Schedule?.GetNextOccurrence(last, zones.Of(site).Zone)?.ToUniversalTime();

    // Dates in the future are of a clock that was wrong: they must not defer the next run.
    private async Task<DateTimeOffset> LastAsync(string site, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var last = await runs.LastRequestedAsync(site, cancel) ?? await sites.CreatedAsync(site, cancel) ?? now;
        return last <= now ? last : now - LongAgo;
    }
}

using Microsoft.Extensions.Options;
using Recommender.Service.Blocks;
using Recommender.Service.Configuration;

namespace Recommender.Service.Training;

/// <summary>
/// Says when a site is due. What counts is the last run, whatever started it: the first time of the schedule after it, or so many articles that
/// came after it. Times that went by while nothing ran are thereby made up for once, not each.
/// </summary>
public sealed class RunSchedule(
    RunStore runs, Articles.SiteStore sites, SiteSettings<RunOptions> settings, SiteSettings<TimeZoneOptions> zones, TimeProvider clock)
{
    /// <summary>Null where nothing is due.</summary>
    /// <exception cref="OptionsValidationException">A setting of the site is out of its range.</exception>
    public async Task<RunReason?> DueAsync(string site, CancellationToken cancel = default)
    {
        var options = settings.Of(site);
        if (options is { Cron: null or "", AfterNewArticles: 0 })
        {
            return null;
        }

        var last = await LastAsync(site, cancel);
        return NextAfter(site, options, last) <= clock.GetUtcNow() ? RunReason.Schedule
            : options.AfterNewArticles > 0 && await runs.NewArticlesAsync(site, last, cancel) >= options.AfterNewArticles ? RunReason.NewArticles
            : null;
    }

    /// <summary>When the schedule starts the next run; in the past where it is due; null where there is no schedule.</summary>
    public async Task<DateTimeOffset?> NextAsync(string site, CancellationToken cancel = default) =>
        NextAfter(site, settings.Of(site), await LastAsync(site, cancel));

    private DateTimeOffset? NextAfter(string site, RunOptions options, DateTimeOffset last) =>
        options.Schedule?.GetNextOccurrence(last, zones.Of(site).Zone)?.ToUniversalTime();

    private async Task<DateTimeOffset> LastAsync(string site, CancellationToken cancel) =>
        await runs.ListAsync(site, 1, cancel) is [var run, ..] ? run.Requested : await sites.CreatedAsync(site, cancel) ?? clock.GetUtcNow();
}

using System.Diagnostics.Metrics;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Configuration;
using Recommender.Service.Delivery;
using Recommender.Service.Delivery.Load;
using Recommender.Service.Storage;
using Recommender.Service.Training;
using Recommender.Service.Watching.Notifications;
using Recommender.Service.Web;
using Recommender.Service.Workers;

namespace Recommender.Service.Watching;

/// <summary>The metrics of <c>/metrics</c>. Everything is read on request; page views only increment counters.</summary>
internal sealed class ServiceMetrics : IDisposable
{
    public const string MeterName = "Recommender";

    private readonly Meter _meter;
    private readonly SiteSnapshots _snapshots;
    private readonly SiteMonitor _watch;
    private readonly SiteSettings<WatchOptions> _settings;
    private readonly TimeProvider _clock;

    public ServiceMetrics(
        IMeterFactory meters, SiteSnapshots snapshots, SiteMonitor watch, SiteSettings<WatchOptions> settings, ResponseCounts counts,
        ResponseCache answers, Lanes load,
        NotificationOutbox notices, WorkHealth work, TimeProvider clock)
    {
        (_meter, _snapshots, _watch, _settings, _clock) = (meters.Create(MeterName), snapshots, watch, settings, clock);
        OfModels();
        OfArticles();
        OfFeeds();
        OfRuns();
        OfServing(counts, answers, load);
        OfInstallation(notices);
        OfWork(work);
    }

    public void Dispose() => _meter.Dispose();

    private void OfModels()
    {
        PerSite("recommender.model.age", "s", "Age of the live model", site => Seconds(site.Snapshot.Model?.Manifest.Created));
        PerSite("recommender.model.learned.age", "s", "Time since the encoder and ranking of the live model were trained, rather than "
            + "kept from the model before", site =>
            Seconds(site.Snapshot.Model?.Manifest is { } manifest ? manifest.Learned ?? manifest.Created : null));
        PerSite("recommender.model.served", null, "1 if the model recorded as live is served, else 0", site =>
            site.Snapshot.Model is { } model && model.Version == site.Snapshot.LiveVersion ? 1 : 0);
    }

    private void OfArticles()
    {
        PerSite("recommender.articles", "{article}", "Articles that are not withdrawn", site => site.Snapshot.Articles.Newest.Length);
        PerSite("recommender.articles.unranked", "{article}", "Articles that wait to be folded in", site => site.Snapshot.Unranked.Count);
        PerSite("recommender.lists.unrefreshed", "{article}", "Articles that have waited to be folded in for longer than MaxWaitForList",
            site => site.State.Unrefreshed);
        PerSite("recommender.lists.newest_article.age", "s", "Age of the newest article on any list",
            site => Seconds(site.State.NewestListed));
    }

    private void OfFeeds()
    {
        PerSite("recommender.feed.age", "s", "Time since the last article arrived", site => Seconds(site.State.LastArrival));
        PerSite("recommender.feed.usual_interval", "s", "Longest usual pause between two articles",
            site => site.State.UsualInterval?.TotalSeconds);
        PerSite("recommender.feed.silent", null, "1 if nothing has arrived for longer than usual, else 0",
            site => site.State.IsSilent(_clock.GetUtcNow(), _settings.Of(site.Snapshot.Site)) ? 1 : 0);
    }

    private void OfRuns()
    {
        _meter.CreateObservableGauge("recommender.run.last.outcome", () => Sites.SelectMany(site => site.State.LastRun is { } last
            ? Enum.GetValues<RunState>().Where(state => state > RunState.Running)
                .Select(state => new Measurement<int>(last.State == state ? 1 : 0, Site(site), new("outcome", EnumWords.Of(state))))
            : []), null, "1 for the outcome of the last run, 0 for all others");
        PerSite("recommender.run.last.age", "s", "Time since the last run ended", site => Seconds(site.State.LastRun?.Finished));
        PerSite("recommender.run.last.duration", "s", "Duration of the steps of the last run",
            site => site.State.LastRun?.Steps.Sum(step => step.Seconds));
        PerSite("recommender.run.open", null, "1 while a run is waiting or working, else 0", site => site.State.OpenRun is null ? 0 : 1);
        PerSite("recommender.run.open.age", "s", "Time since the open run was requested", site => Seconds(site.State.OpenRun?.Requested));
    }

    private void OfServing(ResponseCounts counts, ResponseCache answers, Lanes load)
    {
        _meter.CreateObservableCounter("recommender.answers", () => counts.All.Select(
            count => new Measurement<long>(count.Count, new("site", count.Site), new("kind", EnumWords.Of(count.Kind)))), "{answer}",
            "Answers to requests for blocks, by result");
        _meter.CreateObservableGauge("recommender.answers.held", () => answers.Count, "{answer}", "Answers in the response cache");
        _meter.CreateObservableGauge("recommender.answers.held.size", () => answers.Bytes, "By",
            "Upper bound of the memory used by cached answers");
        _meter.CreateObservableGauge("recommender.requests.waiting", () => PerLane(lane => load[lane].Waiting), "{request}",
            "Requests that send their body, wait for a place or receive the answer, by kind");
        _meter.CreateObservableGauge("recommender.requests.working", () => PerLane(lane => load[lane].Working), "{request}",
            "Requests being processed, by kind");

        static IEnumerable<Measurement<int>> PerLane(Func<Lane, int> count) => Enum.GetValues<Lane>().Select(
            lane => new Measurement<int>(count(lane), new KeyValuePair<string, object?>("lane", EnumWords.Of(lane))));
    }

    private void OfInstallation(NotificationOutbox notices)
    {
        _meter.CreateObservableGauge("recommender.warnings", () =>
        {
            var warnings = _watch.Warnings.ToLookup(warning => warning.Kind);
            return Enum.GetValues<WarningKind>().Select(kind =>
                new Measurement<int>(warnings[kind].Count(), new KeyValuePair<string, object?>("kind", EnumWords.Of(kind))));
        }, "{warning}", "Current warnings, as shown by /healthz");
        _meter.CreateObservableGauge("recommender.store.writable", () => _watch.State.StoreProblem is null ? 1 : 0, null,
            "1 if the database is writable, else 0");
        _meter.CreateObservableGauge("recommender.disk.free",
            () => _watch.State.FreeBytes is { } free ? [new Measurement<long>(free)] : Enumerable.Empty<Measurement<long>>(), "By",
            "Free space of the fuller of the disks for data and models");
        _meter.CreateObservableGauge("recommender.notices.waiting", () => notices.Waiting, "{notice}",
            "Notifications not yet accepted by their webhook");
        _meter.CreateObservableCounter("recommender.notices",
            () => new[] { Of(notices.Delivered, "delivered"), Of(notices.Lost, "lost") }, "{notice}",
            "Notifications to webhooks, by outcome");

        static Measurement<long> Of(long count, string outcome) => new(count, new KeyValuePair<string, object?>("outcome", outcome));
    }

    private void OfWork(WorkHealth work) => _meter.CreateObservableCounter("recommender.work.failures", () => work.Failures.Select(
        of => new Measurement<long>(of.Failures, new("site", of.Site ?? ""), new("work", of.What))), "{failure}",
        "Failed tries of background work, which is retried");

    private IEnumerable<(SiteSnapshot Snapshot, SiteState State)> Sites =>
        _snapshots.All.Select(snapshot => (snapshot, _watch.State.Of(snapshot.Site)));

    // Omits metrics without a value for a site.
    private void PerSite(string name, string? unit, string what, Func<(SiteSnapshot Snapshot, SiteState State), double?> value) =>
        _meter.CreateObservableGauge(name, () => Sites.Select(site => (site, Value: value(site))).Where(told => told.Value is not null)
            .Select(told => new Measurement<double>(told.Value!.Value, Site(told.site))), unit, what);

    private double? Seconds(DateTimeOffset? since) => since is { } moment ? Math.Max(0, (_clock.GetUtcNow() - moment).TotalSeconds) : null;

    private static KeyValuePair<string, object?> Site((SiteSnapshot Snapshot, SiteState) site) => new("site", site.Snapshot.Site);
}

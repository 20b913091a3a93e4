using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Configuration;
using Recommender.Service.Importing;
using Recommender.Service.Tests.Hostile;
using Recommender.Service.Workers;

namespace Recommender.Service.Tests.Importing;

public sealed class SourceWorkerTests
{
    private static ILogger<SourceWorker> Quiet => NullLogger<SourceWorker>.Instance;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sources_are_imported_periodically_and_a_full_import_withdraws_missing_articles()
    {
        await using var workshop = new Workshop();
        var feed = workshop.Write("feed.xml", Samples.Rss(Samples.Item("a"), Samples.Item("b")));
        using var log = new KeptErrors(LogLevel.Information);
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(log));
        using var worker = Worker(workshop, logs.CreateLogger<SourceWorker>(), (Workshop.Site, [feed]));
        await worker.StartAsync(Cancel);
        await LoggedAsync(log, "2 new, 0 changed, 0 withdrawn");

        workshop.Write("feed.xml", Samples.Rss(Samples.Item("b"), Samples.Item("c")));
        workshop.Clock.Advance(TimeSpan.FromMinutes(14));
        workshop.Clock.Advance(TimeSpan.FromMinutes(1));
        await LoggedAsync(log, "1 new, 0 changed, 0 withdrawn");
        // An import at 14 minutes would have found the new item, and the one at 15 minutes would have been the third.
        Assert.Equal(2, log.All.Count);
        Assert.Equal("a,b,c", await IdsAsync(workshop));

        workshop.Clock.Advance(TimeSpan.FromDays(1));
        await UntilAsync(workshop, ids => ids is "b,c");
        await worker.StopAsync(Cancel);
    }

    [Fact]
    public async Task A_full_import_withdraws_only_articles_of_its_own_source()
    {
        await using var workshop = new Workshop();
        await workshop.ImportAsync(workshop.Write("sample.jsonl", Samples.Line("sample")));
        using (var before = Worker(workshop, Quiet, (Workshop.Site, [workshop.Write("old.xml", Samples.Rss(Samples.Item("old")))])))
        {
            await before.StartAsync(Cancel);
            await UntilAsync(workshop, ids => ids is "old,sample");
            await before.StopAsync(Cancel);
        }

        var feed = workshop.Write("feed.xml", Samples.Rss(Samples.Item("a"), Samples.Item("b")));
        using var worker = Worker(workshop, Quiet, (Workshop.Site, [feed]));
        await worker.StartAsync(Cancel);
        await UntilAsync(workshop, ids => ids is "a,b,old,sample");
        workshop.Write("feed.xml", Samples.Rss(Samples.Item("b")));
        await UntilAsync(workshop, ids => ids is "b,old,sample", () => workshop.Clock.Advance(TimeSpan.FromDays(1)));
        await worker.StopAsync(Cancel);
    }

    [Fact]
    public async Task A_failed_import_withdraws_nothing_and_is_followed_by_the_next()
    {
        await using var workshop = new Workshop();
        var feed = Path.Combine(workshop.Folder, "feed.xml");
        using var log = new KeptErrors(LogLevel.Warning);
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(log));
        using var worker = Worker(workshop, logs.CreateLogger<SourceWorker>(), (Workshop.Site, [feed]));
        await worker.StartAsync(Cancel);
        await Eventually.HoldsAsync(() => log.All.Count > 0);
        workshop.Write("feed.xml", Samples.Rss(Samples.Item("a")));

        await UntilAsync(workshop, ids => ids is "a", () => workshop.Clock.Advance(TimeSpan.FromMinutes(15)));
        File.Delete(feed);
        var failed = log.All.Count;
        workshop.Clock.Advance(TimeSpan.FromDays(2));
        await Eventually.HoldsAsync(() => log.All.Count > failed);
        Assert.Equal("a", await IdsAsync(workshop));
        workshop.Write("feed.xml", Samples.Rss(Samples.Item("a"), Samples.Item("b")));
        await UntilAsync(workshop, ids => ids is "a,b", () => workshop.Clock.Advance(TimeSpan.FromMinutes(15)));
        await worker.StopAsync(Cancel);
    }

    [Fact]
    public async Task An_unexpected_parser_exception_is_logged_and_stops_neither_the_worker_nor_other_sources()
    {
        await using var workshop = new Workshop();
        await using var site = await LocalSite.StartAsync();
        site.Page("/robots.txt", "User-agent: *\nDisallow: /z" + string.Concat(Enumerable.Repeat("*q", 3_000)), "text/plain");
        site.Page("/feed.json", """{"version":"https://jsonfeed.org/version/1","next_url":"\udc00","items":[]}""", "application/json");
        using var log = new KeptErrors(LogLevel.Warning);
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(log));
        using var worker = Worker(
            workshop, logs.CreateLogger<SourceWorker>(),
            (Workshop.Site, [site.Url + "/feed.json", workshop.Write("good.xml", Samples.Rss(Samples.Item("a")))]),
            ("Not A Name", ["nothing.xml"]),
            ("broken", [site.Url + "/feed.json"]));
        await worker.StartAsync(Cancel);
        await UntilAsync(workshop, ids => ids is "a");

        site.Page("/feed.json", """{"version":"https://jsonfeed.org/version/1","items":[{"id":"b","title":"Tram"}]}""", "application/json");
        await UntilAsync(workshop, ids => ids is "a,b", () => workshop.Clock.Advance(TimeSpan.FromMinutes(15)));

        Assert.False(worker.ExecuteTask!.IsCompleted);
        Assert.Contains(log.All, line => HasTrace(line, "feed.json: cannot be read"));
        Assert.Contains(log.All, line => HasTrace(line, "broken: "));
        Assert.Contains(log.All, line => HasTrace(line, "Not A Name: "));
        await worker.StopAsync(Cancel);
    }

    private static bool HasTrace(string line, string what) =>
        line.Contains(what, StringComparison.Ordinal) && line.Contains("   at ", StringComparison.Ordinal);

    [Theory]
    [InlineData("No Name:Interval", "00:15:00", "Recommender:Sites:No Name is not a valid site name")]
    [InlineData("courier:Interval", "00:00:59", "Recommender:Sites:courier:Interval must be from one minute to a week")]
    [InlineData("courier:FullLookInterval", "00:59:59", "Recommender:Sites:courier:FullLookInterval must be from one hour to a year")]
    public async Task Invalid_settings_are_named(string key, string value, string problem)
    {
        await using var workshop = new Workshop(($"Recommender:Sites:{key}", value));

        var refused = Assert.Throws<OptionsValidationException>(() => workshop.Get<IStartupValidator>().Validate());

        Assert.StartsWith(problem, Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    private static SourceWorker Worker(Workshop workshop, ILogger<SourceWorker> log, params (string Site, string[] Sources)[] sites) => new(
        workshop.Get<ImportRun>(), Loaded(), new SiteSettings<SourceOptions>(
            new ConfigurationBuilder().AddInMemoryCollection(sites.SelectMany(site => site.Sources.Select(
                (source, i) => KeyValuePair.Create($"Recommender:Sites:{site.Site}:Sources:{i}", (string?)source)))).Build(),
            common: null),
        new WorkHealth(workshop.Clock), workshop.Clock, log);

    private static SiteSnapshots Loaded()
    {
        var snapshots = new SiteSnapshots();
        snapshots.MarkLoaded();
        return snapshots;
    }

    private static async Task<string> IdsAsync(Workshop workshop) =>
        string.Join(',', (await workshop.StoredAsync()).Select(article => article.SourceId).Order());

    private static Task UntilAsync(Workshop workshop, Func<string, bool> isSo, Action? meanwhile = null) =>
        Eventually.ReadsAsync(() => IdsAsync(workshop), isSo, meanwhile: meanwhile);

    private static Task LoggedAsync(KeptErrors log, string what) =>
        Eventually.HoldsAsync(() => log.All.Any(line => line.Contains(what, StringComparison.Ordinal)));
}

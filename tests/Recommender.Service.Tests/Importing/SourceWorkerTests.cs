using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Importing;
using Recommender.Service.Tests.Hostile;

namespace Recommender.Service.Tests.Importing;

public sealed class SourceWorkerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sources_are_imported_periodically_and_a_full_import_withdraws_missing_articles()
    {
        await using var workshop = new Workshop();
        var feed = workshop.Write("feed.xml", Samples.Rss(Samples.Item("a"), Samples.Item("b")));
        using var worker = Worker(workshop, feed);
        await worker.StartAsync(Cancel);
        await UntilAsync(workshop, ids => ids is "a,b");

        workshop.Write("feed.xml", Samples.Rss(Samples.Item("b"), Samples.Item("c")));
        workshop.Clock.Advance(TimeSpan.FromMinutes(14));
        await Task.Delay(200, Cancel);
        Assert.Equal("a,b", await IdsAsync(workshop));
        workshop.Clock.Advance(TimeSpan.FromMinutes(1));
        await UntilAsync(workshop, ids => ids is "a,b,c");

        workshop.Clock.Advance(TimeSpan.FromDays(1));
        await UntilAsync(workshop, ids => ids is "b,c");
        await worker.StopAsync(Cancel);
    }

    [Fact]
    public async Task A_failed_import_withdraws_nothing_and_is_followed_by_the_next()
    {
        await using var workshop = new Workshop();
        var feed = Path.Combine(workshop.Folder, "feed.xml");
        using var worker = Worker(workshop, feed);
        await worker.StartAsync(Cancel);
        await Task.Delay(200, Cancel);
        workshop.Write("feed.xml", Samples.Rss(Samples.Item("a")));

        await UntilAsync(workshop, ids => ids is "a", () => workshop.Clock.Advance(TimeSpan.FromMinutes(15)));
        File.WriteAllText(feed, "<html>");
        workshop.Clock.Advance(TimeSpan.FromDays(2));
        await Task.Delay(200, Cancel);
        Assert.Contains("a", await IdsAsync(workshop));
        await worker.StopAsync(Cancel);
        Assert.True(worker.ExecuteTask!.IsCanceled || worker.ExecuteTask.IsCompletedSuccessfully);
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
    [InlineData("No Name", 15, 24, "is not a valid site name")]
    [InlineData("courier", 0, 24, "Sites:courier:Interval must be from one minute to a week")]
    [InlineData("courier", 15, 0, "Sites:courier:FullLookInterval must be from one hour to a year")]
    public void Invalid_settings_are_named_in_the_error(string site, int minutes, int hours, string problem) =>
        Assert.Contains(problem, new SourceOptions { Interval = TimeSpan.FromMinutes(minutes),
            FullLookInterval = TimeSpan.FromHours(hours) }.ProblemOf(site));

    private static SourceWorker Worker(Workshop workshop, string source) =>
        Worker(workshop, NullLogger<SourceWorker>.Instance, (Workshop.Site, [source]));

    private static SourceWorker Worker(Workshop workshop, ILogger<SourceWorker> log, params (string Site, string[] Sources)[] sites) => new(
        workshop.Get<ImportRun>(), Loaded(),
        Options.Create(sites.ToDictionary(site => site.Site, site => new SourceOptions { Sources = site.Sources })),
        workshop.Clock, log);

    private static SiteSnapshots Loaded()
    {
        var snapshots = new SiteSnapshots();
        snapshots.MarkLoaded();
        return snapshots;
    }

    private static async Task<string> IdsAsync(Workshop workshop) =>
        string.Join(',', (await workshop.StoredAsync()).Select(article => article.SourceId).Order());

    private static async Task UntilAsync(Workshop workshop, Func<string, bool> isSo, Action? meanwhile = null)
    {
        var ids = "";
        for (var i = 0; i < 400; i++)
        {
            ids = await IdsAsync(workshop);
            if (isSo(ids))
            {
                return;
            }

            meanwhile?.Invoke();
            await Task.Delay(50, Cancel);
        }

        Assert.Fail($"the articles are {ids}");
    }
}

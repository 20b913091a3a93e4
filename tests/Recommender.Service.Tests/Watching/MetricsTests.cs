using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.People;
using Recommender.Service.Tests.People;
using Recommender.Service.Tests.Push;
using Recommender.Service.Training;
using Recommender.Service.Watching;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Watching;

public sealed partial class MetricsTests
{
    private static readonly string[] Shipped = ["alerts.yml", "grafana.json"];

    [Fact]
    public async Task Metrics_used_by_alerts_and_dashboard_exist()
    {
        var folder = await new TestFolder().WithAsync([.. Newsroom, .. Enumerable.Range(1, 12).Select(i => Of($"filler-{i}", 50 + i))]);
        await using var service = await RunningService.StartAsync(folder);
        await TrainAsync(service);
        // A run in progress whose process is alive.
        await service.Get<RunStore>().ClaimAsync(
            SiteStore.Default, RunRequest.Operator, RunOwner.Current, TestContext.Current.CancellationToken);
        await service.GetAsync("/v1/default/related?id=choir");
        GC.Collect();
        await service.Get<SiteMonitor>().LookAsync(TestContext.Current.CancellationToken);

        await service.PutAsync("pushed", new { title = "Pushed", text = "By the site itself." });
        await service.Get<SiteMonitor>().LookAsync(TestContext.Current.CancellationToken);
        var metrics = (await MetricsPage.OfAsync(service)).Names;

        foreach (var file in Shipped)
        {
            var named = Metric().Matches(await File.ReadAllTextAsync(
                Path.Combine(AppContext.BaseDirectory, file), TestContext.Current.CancellationToken))
                .Select(match => match.Value).Distinct().ToList();
            Assert.True(named.Count > 5, $"{file} names {string.Join(", ", named)}");
            Assert.True(named.All(metrics.Contains), $"{file} names unknown metrics: "
                + $"{string.Join(", ", named.Where(name => !metrics.Contains(name)))}");
        }

        // Each of our metrics is used by at least one of the two.
        var both = string.Join('\n', Shipped.Select(file => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file))));
        Assert.DoesNotContain(metrics, name => name.StartsWith("recommender_", StringComparison.Ordinal)
            && !both.Contains(name, StringComparison.Ordinal));
        Assert.Equal(JsonValueKind.Array,
            JsonDocument.Parse(await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "grafana.json"),
            TestContext.Current.CancellationToken)).RootElement.GetProperty("panels").ValueKind);
    }

    [Fact]
    public async Task Metrics_are_per_site_and_only_of_this_server()
    {
        var folder = await (await new TestFolder().WithAsync(Newsroom)).WithAsync("blog", Of("post", 1));
        await using var service = await RunningService.StartAsync(folder);
        await using var other = await RunningService.StartAsync(await new TestFolder().WithAsync("elsewhere", Of("post")));
        await TrainAsync(service);
        await EndRunAsync(service, RunState.Failed);
        await service.Get<SiteMonitor>().LookAsync(TestContext.Current.CancellationToken);

        var metrics = await MetricsPage.OfAsync(service);

        Assert.Equal((7d, 1d), (metrics["recommender_articles{site=\"default\"}"], metrics["recommender_articles{site=\"blog\"}"]));
        Assert.Equal((1d, 0d), (metrics["recommender_model_served{site=\"default\"}"], metrics["recommender_model_served{site=\"blog\"}"]));
        Assert.Equal(1, metrics["recommender_run_last_outcome{outcome=\"failed\",site=\"default\"}"]);
        Assert.Equal(0, metrics["recommender_run_last_outcome{outcome=\"done\",site=\"default\"}"]);
        Assert.Equal(0, metrics["recommender_run_open{site=\"default\"}"]);
        // The choir is the newest but on no list; the meteorite is on the list of another.
        Assert.InRange(metrics["recommender_lists_newest_article_age_seconds{site=\"default\"}"]!.Value, 2 * 86400, 3 * 86400);
        Assert.Equal(1, metrics["recommender_warnings{kind=\"noModel\"}"]);
        Assert.DoesNotContain("elsewhere", metrics.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(folder.Root, metrics.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_answer_is_counted_once_by_its_kind()
    {
        var folder = await (await new TestFolder().WithAsync(Newsroom)).WithAsync("blog", Of("post", 1), Of("other", 2));
        await using var service = await RunningService.StartAsync(folder, ("Recommender:Serving:RequestsPerMinute", "7"));
        var first = await service.GetAsync("/v1/default/related?id=harbour-1");
        await service.GetAsync("/v1/default/related?id=harbour-1");
        // Another spelling of the same.
        await service.GetAsync("/v1/default/related?limit=5&id=harbour-1");
        using (var known = new HttpRequestMessage(
            HttpMethod.Get, "/v1/default/related?id=harbour-1") { Headers = { IfNoneMatch = { first.Headers.ETag! } } })
        {
            Assert.Equal(HttpStatusCode.NotModified,
                (await service.Client.SendAsync(known, TestContext.Current.CancellationToken)).StatusCode);
        }

        await service.GetAsync("/v1/blog/related?id=post&fallback=true");
        await service.GetAsync("/v1/blog/related?id=post&fallback=true");
        Assert.Equal(HttpStatusCode.NotFound, (await service.GetAsync("/v1/default/related?id=nothing")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await service.GetAsync("/v1/default/related?id=choir")).StatusCode);

        var metrics = await MetricsPage.OfAsync(service);

        Assert.Equal(
            [
                ("recommender_answers_total{kind=\"built\",site=\"default\"}", 1d),
                ("recommender_answers_total{kind=\"fallback\",site=\"blog\"}", 2d),
                ("recommender_answers_total{kind=\"hit\",site=\"default\"}", 2d),
                ("recommender_answers_total{kind=\"limited\",site=\"\"}", 1d),
                ("recommender_answers_total{kind=\"notModified\",site=\"default\"}", 1d),
            ],
            metrics.Samples.Where(sample => sample.Key.StartsWith("recommender_answers_total", StringComparison.Ordinal))
                .Select(sample => (sample.Key, sample.Value)).OrderBy(sample => sample.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Metrics_require_a_key_for_all_sites_by_default()
    {
        await using (var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom)))
        {
            using var one = await service.KeyAsync(Role.Administrator, SiteStore.Default);
            using var all = await service.KeyAsync(Role.Viewer);
            Assert.Equal(HttpStatusCode.Unauthorized, (await service.GetAsync("/metrics")).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await one.GetAsync("/metrics", TestContext.Current.CancellationToken)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await all.GetAsync("/metrics", TestContext.Current.CancellationToken)).StatusCode);
        }

        await using var open = await RunningService.StartAsync(null, ("Recommender:Watching:Metrics", "open"));
        Assert.Equal(HttpStatusCode.OK, (await open.GetAsync("/metrics")).StatusCode);
        await using var off = await RunningService.StartAsync(null, ("Recommender:Watching:Metrics", "off"));
        using var key = await off.KeyAsync(Role.Administrator);
        Assert.Equal(HttpStatusCode.NotFound, (await key.GetAsync("/metrics", TestContext.Current.CancellationToken)).StatusCode);
    }

    /// <summary>Uses the clock of the service, because runs are ordered by time.</summary>
    internal static async Task TrainAsync(RunningService service)
    {
        await service.Get<TrainingRun>().RunAsync(SiteStore.Default, RunRequest.Operator, null, TestContext.Current.CancellationToken);
        await service.Get<SnapshotLoader>().RefreshAsync(TestContext.Current.CancellationToken);
    }

    internal static async Task<Run> EndRunAsync(RunningService service, RunState state)
    {
        var (runs, cancel) = (service.Get<RunStore>(), TestContext.Current.CancellationToken);
        // A run's id contains the second of its request.
        service.Clock.Advance(TimeSpan.FromSeconds(1));
        var run = (await runs.ClaimAsync(SiteStore.Default, RunRequest.Operator, RunOwner.Current, cancel))!;
        await runs.FinishAsync(run, state, $"ended as {state}", cancel);
        return run;
    }

    [GeneratedRegex("(recommender|dotnet)_[a-z_]+(?![a-z_.])")]
    private static partial Regex Metric();
}

using System.Globalization;
using Microsoft.Extensions.Options;
using Recommender.Service.Articles;
using Recommender.Service.Delivery.Edge;
using Recommender.Service.People;
using Recommender.Service.Tests.Editing;
using Recommender.Service.Tests.People;
using Recommender.Service.Tests.Push;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Delivery.Edge;

/// <summary>The cache in front of a site: the headers of answers, and purging after changes.</summary>
public sealed class PurgeTests
{
    private const string Path = "/v1/default/related?id=harbour-1&fallback=true";
    private const string Secret = "a secret of the cache";

    private static readonly string[] Lives = ["s-maxage=", "stale-while-revalidate=", "stale-if-error="];
    private static readonly string Harbour1 = ArticleKey.Of("harbour-1");
    private static readonly string Harbour2 = ArticleKey.Of("harbour-2");

    [Fact]
    public async Task Caches_must_revalidate_answers_without_a_purge_target()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));

        foreach (var path in new[] { Path, Path.Replace("related", "block", StringComparison.Ordinal), Path })
        {
            var answer = await service.GetAsync(path);
            Assert.Equal("public, must-revalidate, max-age=0", string.Join(", ", answer.Headers.GetValues("Cache-Control")));
            Assert.False(answer.Headers.Contains("xkey") || answer.Headers.Contains("Surrogate-Key"));
        }

        Assert.Equal("no-store", (await service.GetAsync("/v1/default/related?id=nobody")).Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task The_lifetime_of_an_answer_depends_on_its_article_and_its_keys_are_listed()
    {
        using var target = new PurgeTarget();
        await using var service = await StartAsync(target, "varnish",
            [Of("new", 0.001, "Harbour"), Of("young", 0.1, "Harbour"), .. Newsroom], ("Recommender:Purge:Longest", "2.00:00:00"));

        Assert.Equal("60 60 86400", await LifeAsync(service, "new"));
        Assert.Equal("864 60 86400", await LifeAsync(service, "young"));
        Assert.Equal("172800 60 86400", await LifeAsync(service, "harbour-1"));
        Assert.Equal("60 60 86400", await LifeAsync(service, "nobody"));

        var answer = await service.GetAsync(Path + "&limit=1&exclude=choir");
        Assert.Matches(
            $"^default default/page/{Harbour1} default/shown/{ArticleKey.Of("new")} default/page/{ArticleKey.Of("choir")} "
                + $"default/newest/[0-9a-f]{{12}}$",
            answer.Headers.GetValues("xkey").Single());
        Assert.Contains("max-age=0", string.Join(", ", answer.Headers.GetValues("Cache-Control")), StringComparison.Ordinal);
        using var again = new HttpRequestMessage(HttpMethod.Get,
            Path + "&limit=1&exclude=choir") { Headers = { IfNoneMatch = { answer.Headers.ETag! } } };
        var unchanged = await service.Client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(304, (int)unchanged.StatusCode);
        Assert.Equal(answer.Headers.GetValues("xkey"), unchanged.Headers.GetValues("xkey"));
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("default/unknown",
            (await service.GetAsync("/v1/default/block?id=nobody")).Headers.GetValues("xkey").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cache_lifetimes_end_at_scheduled_changes()
    {
        using var target = new PurgeTarget();
        await using var service = await StartAsync(target, "http", [.. Newsroom, Of("coming", 0) with { Published = Now.AddMinutes(5) }]);

        // The answer is served for a minute, and the last one served must also expire in time.
        Assert.Equal("240 0 86400", await LifeAsync(service, "harbour-1"));
        service.Clock.Advance(TimeSpan.FromMinutes(4.5));
        Assert.Equal("0 0 86400", await LifeAsync(service, "harbour-1"));
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("3600 60 86400", await LifeAsync(service, "harbour-1"));
    }

    [Fact]
    public async Task A_change_purges_the_keys_it_affects()
    {
        using var target = new PurgeTarget();
        await using var service = await StartAsync(target, "varnish", Newsroom);

        var start = await target.NextAsync();
        Assert.Equal(("PURGE", Secret), (start.Method, start.Secret));
        Assert.Equal(["default"], start.Keys);

        await service.MakeAsync(
            $$"""{"kind":"exclude","scope":"article","scopeValue":"{{Harbour1}}","subject":"article","subjectValue":"{{Harbour2}}"}""");
        Assert.Equal([$"default/page/{Harbour1}"], (await target.NextAsync()).Keys);

        await service.PutAsync("harbour-2", new { title = "Changed",
            text = "Dredging of the harbour channel.", url = "https://example.org/harbour-2", section = "Harbour" });
        var keys = (await target.NextAsync()).Keys;
        Assert.Contains($"default/page/{Harbour2}", keys);
        Assert.Contains("default/newest", keys);
        Assert.DoesNotContain("default", keys);

        await service.MakeAsync("""{"kind":"noBlock","scope":"site"}""");
        Assert.Equal(["default"], (await target.NextAsync()).Keys);
        // The target has it before the sender knows that it arrived.
        await BecomesAsync(service, state => (state.Sent, state.Failures) == (1, 0));
    }

    [Theory]
    [InlineData("nginx", "PURGE")]
    [InlineData("http", "POST")]
    public async Task Each_kind_of_cache_is_purged_with_its_own_protocol(string kind, string method)
    {
        using var target = new PurgeTarget();
        await using var service = await StartAsync(target, kind, Newsroom);
        await target.NextAsync();

        await service.MakeAsync($$"""{"kind":"noBlock","scope":"article","scopeValue":"{{Harbour1}}"}""");

        var request = await target.NextAsync();
        Assert.Equal(method, request.Method);
        Assert.Equal(kind == "nginx" ? ["default"] : [$"default/page/{Harbour1}"], request.Keys);
        Assert.True((await service.GetAsync(Path)).Headers.Contains("Surrogate-Key"));
    }

    [Fact]
    public async Task A_failed_purge_is_retried_and_shown_at_the_desk()
    {
        var port = PurgeTarget.FreePort();
        await using var service = await StartAsync($"http://127.0.0.1:{port}/", "varnish", Newsroom);
        await service.PersonAsync("viewer", Role.Viewer);
        using var viewer = await service.SignedInAsync("viewer");
        await BecomesAsync(service, state => state.Failures > 0);

        var page = await viewer.TextAsync("/desk/default");
        Assert.Contains("Purging failed", page, StringComparison.Ordinal);
        Assert.Contains("The whole site is waiting to be purged.", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, page, StringComparison.Ordinal);
        // Blocks do not wait for purging.
        Assert.NotEmpty(await service.IdsAsync(Path));

        using var target = new PurgeTarget(port) { Status = 503 };
        Assert.Equal(["default"], (await target.NextAsync()).Keys);
        target.Status = 200;
        Assert.Equal(["default"], (await target.NextAsync()).Keys);
        await BecomesAsync(service, state => state is { Failures: 0, Waiting: 0 });
        Assert.Contains("Last purge: 1 Jun 2026 12:00, the whole site.", await viewer.TextAsync("/desk/default"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_waiting_keys_are_bounded()
    {
        var purges = new SitePurges("s", new PurgeOptions());
        purges.Add(["s/page/a"]);
        purges.Add(["s/page/a", "s/page/b"]);
        Assert.Equal((2, false), (purges.State.Waiting, purges.State.WholeSiteWaits));
        purges.Add([.. Enumerable.Range(0, 998).Select(i => i.ToString(CultureInfo.InvariantCulture))]);
        Assert.Equal((1000, false), (purges.State.Waiting, purges.State.WholeSiteWaits));
        purges.Add(["s/page/c"]);
        Assert.Equal((1, true), (purges.State.Waiting, purges.State.WholeSiteWaits));
        Assert.Equal(["s"], purges.Take());
        Assert.Equal(0, purges.State.Waiting);
    }

    [Theory]
    [InlineData("Url", "ftp://cache/", "Purge:Url")]
    [InlineData("Url", "http://me:secret@cache/", "Purge:Url")]
    [InlineData("Shortest", "02:00:00", "Purge:Shortest")]
    [InlineData("Header", "a b", "Purge:Header")]
    public async Task Invalid_settings_stop_the_start(string name, string value, string said)
    {
        var stopped = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningService.StartAsync(null,
            ("Recommender:Sites:blog:Purge:Kind", "varnish"),
            ("Recommender:Purge:Url", "http://cache/"), ($"Recommender:Sites:blog:Purge:{name}", value)));

        Assert.Contains(said, stopped.Message, StringComparison.Ordinal);
    }

    private static Task<RunningService> StartAsync(
        PurgeTarget target, string kind, Article[] articles, params (string, string)[] settings) =>
        StartAsync(target.Url, kind, articles, settings);

    private static async Task<RunningService> StartAsync(string url, string kind, Article[] articles, params (string, string)[] settings) =>
        await RunningService.StartAsync(await new TestFolder().WithAsync(articles),
            [("Recommender:Sites:default:Purge:Kind", kind),
                ("Recommender:Sites:default:Purge:Url", url), ("Recommender:Sites:default:Purge:Secret", Secret), .. settings]);

    private static async Task<string> LifeAsync(RunningService service, string id)
    {
        var answer = await service.GetAsync($"/v1/default/block?id={id}&fallback=true");
        var parts = string.Join(", ", answer.Headers.GetValues("Cache-Control")).Split(", ");
        return string.Join(' ', Lives.Select(name => parts.Single(part => part.StartsWith(name, StringComparison.Ordinal))[name.Length..]));
    }

    private static Task BecomesAsync(RunningService service, Func<PurgeState, bool> holds) => Eventually.ReadsAsync(
        () => Task.FromResult(service.Get<Purges>().StateOf("default")), state => state is not null && holds(state));
}

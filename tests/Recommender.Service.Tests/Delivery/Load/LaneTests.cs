using System.Net;
using System.Text;
using Recommender.Service.Articles;
using Recommender.Service.Delivery.Load;
using Recommender.Service.Tests.Push;
using Recommender.Service.Web;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Delivery.Load;

/// <summary>A lane that is full, or whose clients are slow, and the others.</summary>
public sealed class LaneTests
{
    private const string Batch = """{"queries":[{"id":"choir"}]}""";
    private const string Path = "/v1/default/related?id=choir";
    private const string Webhook = """{"event":"publish","article":{"id":"a","title":"First","published":"2026-06-01T11:00:00Z"}}""";
    private static readonly (string, string) Secret = ("Recommender:Sites:default:Push:WebhookSecrets:0", Pushes.Secret);

    // One request for each lane, with its status if it is let in.
    private static readonly (Lane Lane, Func<RunningService, Task<int>> Ask, int Status)[] Kinds =
    [
        (Lane.PageViews, service => StatusAsync(service.GetAsync(Path)), 200),
        (Lane.Reading, service => StatusAsync(service.GetAsync($"/v1/default/articles/{ArticleKey.Of("choir")}")), 200),
        (Lane.Batch, service => StatusAsync(PostAsync(service, "/v1/default/related", Batch)), 200),
        (Lane.Drafts, async service => (await service.SendAsync(
            HttpMethod.Post, "/v1/default/related/text", Json("""{"title":"harbour"}"""))).Status, 200),
        (Lane.Explain, service => StatusAsync(service.GetAsViewerAsync(Path + "&explain=true")), 200),
        (Lane.Pushes, async service => (await service.PutAsync("a", new { title = "A" })).Status, 201),
        (Lane.Webhooks, async service => (await service.TellAsync(Webhook, Now)).Status, 200),
        (Lane.Uploads, async service => (await service.SendAsync(
            HttpMethod.Post, "/v1/default/rules/import?dryRun=true", Json("[]"))).Status, 200),
        (Lane.Beacons, service => StatusAsync(PostAsync(service, "/v1/default/seen", "{}")), 204),
        (Lane.Forms, service => StatusAsync(PostAsync(service, "/desk/-/sign-in", "{}")), 415),
        (Lane.Editing, service => StatusAsync(service.GetAsViewerAsync("/v1/default/rules")), 200),
    ];

    public static TheoryData<Lane> All => [.. Enum.GetValues<Lane>()];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_full_lane_refuses_its_own_kind_alone(Lane full)
    {
        await using var service = await StartAsync();
        Assert.Equal(Enum.GetValues<Lane>(), Kinds.Select(kind => kind.Lane));
        for (var i = 0; service.Get<Lanes>()[full].Admit($"client {i}").Visit is not null; i++)
        {
        }

        foreach (var (lane, ask, status) in Kinds)
        {
            Assert.Equal((lane, lane == full ? 503 : status), (lane, await ask(service)));
        }

        Assert.Equal(HttpStatusCode.OK, (await service.GetAsync("/healthz")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.GetAsync("/embed.js")).StatusCode);
    }

    [Fact]
    public async Task A_refusal_says_when_to_come_again_and_one_client_is_refused_before_the_lane_is_full()
    {
        await using var service = await StartAsync(("Recommender:Lanes:Batch:Waiting", "4"));
        var lane = service.Get<Lanes>()[Lane.Batch];
        for (var i = 0; i < 3; i++)
        {
            Assert.NotNull(lane.Admit("127.0.0.1").Visit);
        }

        using var limited = await PostAsync(service, "/v1/default/related", Batch);
        Assert.Equal((429, "1"), ((int)limited.StatusCode, Assert.Single(limited.Headers.GetValues("Retry-After"))));
        Assert.Equal("application/problem+json", limited.Content.Headers.ContentType!.MediaType);
        using var other = await PostAsync(service, "/v1/default/related", Batch, "203.0.113.9");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task When_no_place_is_free_a_cached_answer_is_sent_then_an_older_one_and_else_the_request_waits()
    {
        await using var service = await StartAsync(("Recommender:Serving:MaxConcurrent", "1"));
        Assert.Equal(HttpStatusCode.OK, (await service.GetAsync(Path)).StatusCode);
        using var visit = service.Get<Lanes>()[Lane.PageViews].Admit("a").Visit!;
        Assert.True(visit.TryEnter());

        Assert.False((await service.GetAsync(Path)).Headers.Contains("Cache-Status"));

        service.Clock.Advance(TimeSpan.FromMinutes(2));
        var late = service.GetAsync(Path);
        var unknown = service.GetAsync("/v1/default/related?id=harbour-1");
        await Eventually.HoldsAsync(() => service.Get<Lanes>()[Lane.PageViews].Waiting == 2);
        while (!late.IsCompleted)
        {
            service.Clock.Advance(TimeSpan.FromMilliseconds(300));
            await Task.Yield();
        }

        Assert.Contains("ttl=-1", Assert.Single((await late).Headers.GetValues("Cache-Status")), StringComparison.Ordinal);
        Assert.False(unknown.IsCompleted);

        visit.Leave();
        Assert.Equal(HttpStatusCode.OK, (await unknown).StatusCode);
        Assert.False((await service.GetAsync(Path)).Headers.Contains("Cache-Status"));
    }

    [Fact]
    public async Task An_older_answer_that_shows_a_hidden_article_is_not_sent()
    {
        await using var service = await StartAsync(("Recommender:Serving:MaxConcurrent", "1"), ("Recommender:Serving:MaxWaiting", "0"));
        const string Shows = "/v1/default/related?id=choir&fallback=true";
        Assert.Contains("harbour-2", await service.IdsAsync(Shows));
        await service.WithdrawAsync("harbour-2");
        using var visit = service.Get<Lanes>()[Lane.PageViews].Admit("a").Visit!;

        using var refused = await service.GetAsync(Shows);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
    }

    [Fact]
    public async Task A_client_above_its_rate_gets_429_for_what_must_be_built_and_still_gets_what_is_cached()
    {
        await using var service = await StartAsync(("Recommender:Serving:UncachedPerSecond", "1"));
        for (var i = 1; i <= 10; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await service.GetAsync($"{Path}&limit={i}")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await service.GetAsync($"{Path}&limit=11")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.GetAsync($"{Path}&limit=10")).StatusCode);
        using var other = new HttpRequestMessage(HttpMethod.Get, $"{Path}&limit=12") { Headers = { { "X-Forwarded-For", "203.0.113.9" } } };
        Assert.Equal(HttpStatusCode.OK, (await service.Client.SendAsync(other, TestContext.Current.CancellationToken)).StatusCode);

        service.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await service.GetAsync($"{Path}&limit=11")).StatusCode);
    }

    private static async Task<int> StatusAsync(Task<HttpResponseMessage> asking)
    {
        using var answer = await asking;
        return (int)answer.StatusCode;
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static async Task<HttpResponseMessage> PostAsync(
        RunningService service, string path, string body, string? from = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Json(body) };
        if (from is not null)
        {
            request.Headers.Add("X-Forwarded-For", from);
        }

        return await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<RunningService> StartAsync(params (string, string)[] settings) =>
        await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom), [Secret, .. settings]);
}

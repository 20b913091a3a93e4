using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Delivery;

/// <summary>Who may read, how often, and how overload is handled.</summary>
public sealed class ServingTests
{
    private const string Path = "/v1/default/related?id=choir";

    [Fact]
    public async Task Only_scripts_of_the_configured_origins_may_read_a_site()
    {
        await using var service = await RunningService.StartAsync(
            await (await new TestFolder().WithAsync(Newsroom)).WithAsync("blog", Of("post")),
            ("Recommender:Sites:blog:Origins:0", "https://blog.example"), ("Recommender:Sites:blog:Origins:1", "http://localhost:4000"));

        Assert.Equal("https://blog.example", await AllowedAsync(service, "/v1/blog/related?id=post", "https://blog.example"));
        Assert.Equal("http://localhost:4000", await AllowedAsync(service, "/v1/blog/block?id=post", "http://localhost:4000"));
        Assert.Null(await AllowedAsync(service, "/v1/blog/related?id=post", "https://elsewhere.example"));
        Assert.Null(await AllowedAsync(service, "/v1/blog/related?id=post", "null"));
        Assert.Equal("*", await AllowedAsync(service, Path, "https://elsewhere.example"));
        Assert.Equal("*", await AllowedAsync(service, "/embed.js", "https://elsewhere.example"));
    }

    [Theory]
    [InlineData("/v1/default/related", "GET", "if-none-match", true)]
    [InlineData("/v1/default/related", "POST", "content-type", true)]
    [InlineData("/v1/default/block", "POST", "content-type", false)]
    [InlineData("/v1/default/rules", "DELETE", "authorization", false)]
    public async Task A_preflight_lists_the_allowed_methods_and_headers(string path, string method, string header, bool allowed)
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));
        using var request = new HttpRequestMessage(HttpMethod.Options, path)
        {
            Headers = { { "Origin", "https://site.example" },
                { "Access-Control-Request-Method", method }, { "Access-Control-Request-Headers", header } },
        };

        var answer = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var methods = answer.Headers.TryGetValues("Access-Control-Allow-Methods", out var allowedMethods)
            ? string.Join(',', allowedMethods) : "";
        var headers = answer.Headers.TryGetValues("Access-Control-Allow-Headers", out var allowedHeaders)
            ? string.Join(',', allowedHeaders) : "";
        Assert.Equal(allowed, methods.Split(',').Contains(method) && headers.Contains(header, StringComparison.OrdinalIgnoreCase));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Theory]
    [InlineData("blog.example")]
    [InlineData("https://blog.example/")]
    [InlineData("https://Blog.example")]
    [InlineData("*")]
    public async Task An_invalid_origin_stops_the_start(string origin)
    {
        var stopped = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            RunningService.StartAsync(null, ("Recommender:Sites:blog:Origins:0", origin)));

        Assert.Contains(origin, stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_over_its_limit_gets_429_and_health_is_not_counted()
    {
        await using var service = await RunningService.StartAsync(
            await new TestFolder().WithAsync(Newsroom), ("Recommender:Serving:RequestsPerMinute", "3"));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await service.GetAsync(Path)).StatusCode);
        }

        var refused = await service.GetAsync(Path);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(int.Parse(Assert.Single(refused.Headers.GetValues("Retry-After")), CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.OK, (await service.GetAsync("/healthz/live")).StatusCode);
    }

    private static async Task<string?> AllowedAsync(RunningService service, string path, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Origin", origin } } };
        var answer = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? Assert.Single(allowed) : null;
    }
}

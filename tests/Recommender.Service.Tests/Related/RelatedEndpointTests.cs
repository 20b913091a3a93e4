using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Recommender.Service.Articles;
using Recommender.Service.Tests.People;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Related;

public class RelatedEndpointTests
{
    [Fact]
    public async Task A_trained_site_answers_with_the_related_article_first()
    {
        var folder = await new TestFolder().WithAsync(Newsroom);
        var manifest = await folder.TrainAsync();
        await using var service = await RunningService.StartAsync(folder);

        var answer = await service.GetJsonAsync("/v1/default/related?url=http://www.example.org/harbour-1/?utm_source=mail&limit=2");

        Assert.Equal("harbour-1", answer.GetProperty("article").GetProperty("sourceId").GetString());
        Assert.Equal(manifest.Version, answer.GetProperty("model").GetString());
        var first = answer.GetProperty("items")[0];
        Assert.Equal("harbour-2", first.GetProperty("id").GetString());
        Assert.Equal(ArticleKey.Of("harbour-2"), first.GetProperty("key").GetString());
        Assert.Equal("https://example.org/harbour-2", first.GetProperty("url").GetString());
        Assert.Equal("model", first.GetProperty("source").GetString());
        Assert.Equal("2026-05-27T12:00:00Z", first.GetProperty("published").GetString());
        Assert.InRange(first.GetProperty("score").GetDouble(), 0.0001, 1);
        Assert.Equal(2, answer.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Only_the_fallback_is_available_without_a_model()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));

        Assert.Empty(await service.IdsAsync("/v1/default/related?id=harbour-1"));
        Assert.Equal(["harbour-2", "choir"], await service.IdsAsync("/v1/default/related?id=harbour-1&fallback=true&limit=2"));
    }

    [Fact]
    public async Task An_unknown_article_is_404_or_the_newest_articles()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));

        var unknown = await service.GetAsync("/v1/default/related?id=nobody");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal("application/problem+json", unknown.Content.Headers.ContentType?.MediaType);

        var newest = await service.GetJsonAsync("/v1/default/related?id=nobody&fallback=true&limit=1");
        Assert.Equal(JsonValueKind.Null, newest.GetProperty("article").ValueKind);
        Assert.Equal("choir", newest.GetProperty("items")[0].GetProperty("id").GetString());
        Assert.Equal("fallback", newest.GetProperty("items")[0].GetProperty("source").GetString());
    }

    [Fact]
    public async Task An_unknown_site_and_an_unknown_route_are_404_problems()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));

        foreach (
            var path in new[] { "/v1/nowhere/related?id=a", "/v1/default/nothing", "/v1/nowhere/articles/x", "/v1/default/articles/x" })
        {
            var answer = await service.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task Exclude_accepts_addresses_ids_and_keys_comma_separated_or_repeated()
    {
        var comma = Of("one, two", 1);
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync([.. Newsroom, comma]));

        var ids = await service.IdsAsync(
            $"/v1/default/related?id=harbour-1&fallback=true&limit=50&exclude=choir,{ArticleKey.Of("meteorite-2")}"
                + "&exclude=https://example.org/hospital-2&exclude=one,%20two&exclude=nobody");

        Assert.Equal(["harbour-2", "meteorite-1", "hospital-1"], ids);
    }

    [Fact]
    public async Task Unknown_parameters_are_ignored()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));

        Assert.Equal(HttpStatusCode.OK, (await service.GetAsync("/v1/default/related?id=choir&utm_source=mail&fbclid=1")).StatusCode);
    }

    [Fact]
    public async Task Unchanged_answers_are_revalidated_with_304()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));
        const string Path = "/v1/default/related?id=choir&fallback=true";
        var first = await service.GetAsync(Path);
        var tag = first.Headers.ETag!;
        Assert.False(tag.IsWeak);
        Assert.True(first.Headers.CacheControl is { Public: true, MustRevalidate: true, MaxAge: { } age } && age == TimeSpan.Zero);

        using var again = new HttpRequestMessage(HttpMethod.Get, Path) { Headers = { IfNoneMatch = { tag } } };
        var second = await service.Client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(tag, second.Headers.ETag);

        using var other = new HttpRequestMessage(HttpMethod.Get, Path + "&limit=1") { Headers = { IfNoneMatch = { tag } } };
        Assert.Equal(HttpStatusCode.OK, (await service.Client.SendAsync(other, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task HEAD_answers_like_GET_without_a_body_and_other_origins_may_read()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));

        using var head =
            new HttpRequestMessage(HttpMethod.Head, "/v1/default/related?id=choir") { Headers = { { "Origin", "https://example.org" } } };
        var answer = await service.Client.SendAsync(head, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotNull(answer.Headers.ETag);
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("", "url")]
    [InlineData("url=", "url")]
    [InlineData("url=nonsense", "url")]
    [InlineData("url=javascript:alert(1)", "url")]
    [InlineData("url=/relative", "url")]
    [InlineData("url=https://a.example/&url=https://b.example/", "url")]
    [InlineData("url=https://a.example/&id=1", "id")]
    [InlineData("id=1&key=2", "key")]
    [InlineData("id=", "id")]
    [InlineData("id=a%00b", "id")]
    [InlineData("key=", "key")]
    [InlineData("id=choir&limit=0", "limit")]
    [InlineData("id=choir&limit=-1", "limit")]
    [InlineData("id=choir&limit=51", "limit")]
    [InlineData("id=choir&limit=5.0", "limit")]
    [InlineData("id=choir&limit=five", "limit")]
    [InlineData("id=choir&limit=", "limit")]
    [InlineData("id=choir&limit=99999999999999999999", "limit")]
    [InlineData("id=choir&limit=1&limit=2", "limit")]
    [InlineData("id=choir&fallback=yes", "fallback")]
    [InlineData("id=choir&fallback=", "fallback")]
    [InlineData("id=choir&fallback=true&fallback=true", "fallback")]
    [InlineData("id=choir&explain=yes", "explain")]
    [InlineData("id=choir&explain=true&explain=true", "explain")]
    [InlineData("id=choir&from=yesterday", "from")]
    [InlineData("id=choir&from=2026-13-01", "from")]
    [InlineData("id=choir&from=01.02.2026", "from")]
    [InlineData("id=choir&to=2026-02-30", "to")]
    [InlineData("id=choir&to=9999-12-31", "to")]
    [InlineData("id=choir&from=2026-02-02&to=2026-02-01", "to")]
    [InlineData("id=choir&section=", "section")]
    [InlineData("id=choir&tag=%20", "tag")]
    public async Task An_invalid_parameter_is_400_and_is_named(string query, string parameter)
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));

        var answer = await service.GetAsync($"/v1/default/related?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.True(problem.GetProperty("errors").TryGetProperty(parameter, out _), problem.GetRawText());
    }

    [Fact]
    public async Task Too_many_exclusions_are_rejected()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));

        var answer = await service.GetAsync($"/v1/default/related?id=choir&exclude={string.Join(',', Enumerable.Range(0, 101))}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_OpenAPI_document_describes_every_route()
    {
        await using var service = await RunningService.StartAsync();

        var document = await service.GetJsonAsync("/openapi/v1.json");

        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToArray();
        var routes = AccessTable.Rows.Select(row => row.Pattern).Where(path => path.StartsWith("/v1/", StringComparison.Ordinal)
            || path.StartsWith("/healthz", StringComparison.Ordinal) || path == "/metrics");
        Assert.Equal(routes.Distinct().Order(StringComparer.Ordinal), paths.Order(StringComparer.Ordinal));
        var related = document.GetProperty("paths").GetProperty("/v1/{site}/related").GetProperty("get");
        var parameters = related.GetProperty("parameters").EnumerateArray().ToList();
        Assert.NotEmpty(parameters);
        Assert.All(parameters, parameter => Assert.NotEmpty(parameter.GetProperty("description").GetString()!));
        Assert.Equal(
            ["200", "304", "400", "404", "503"],
            related.GetProperty("responses").EnumerateObject().Select(response => response.Name).Order());
    }
}

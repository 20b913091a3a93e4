using System.Net;
using Recommender.Service.Articles;
using Recommender.Service.People;
using Recommender.Service.Tests.People;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Related;

public class ArticleEndpointTests
{
    [Fact]
    public async Task An_article_is_found_by_key_id_and_address_with_its_links_resolved()
    {
        var linking = Of("blog/2026:a b%c#d@e", text: "See the choir and elsewhere.") with
        {
            Url = "https://example.org/linking",
            Spans =
            [
                new TextSpan(8, 5, SpanKind.Link, "http://www.example.org/choir/?utm_source=x"),
                new TextSpan(18, 9, SpanKind.Link, "https://elsewhere.example/"),
            ],
        };
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync([.. Newsroom, linking]),
            ("Recommender:Articles:PublicText", "true"));

        foreach (var path in new[] { $"/{linking.Key}",
            $"?id={Uri.EscapeDataString(linking.SourceId)}", "?url=https://example.org/linking%3Futm_medium%3Drss" })
        {
            var article = await service.GetJsonAsync($"/v1/default/articles{path}");
            Assert.Equal(linking.SourceId, article.GetProperty("sourceId").GetString());
            Assert.Equal(linking.Text, article.GetProperty("text").GetString());
            var link = Assert.Single(article.GetProperty("links").EnumerateArray());
            Assert.Equal("choir", link.GetProperty("id").GetString());
            Assert.Equal((8, 5), (link.GetProperty("start").GetInt32(), link.GetProperty("length").GetInt32()));
        }
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("Recommender:Articles:PublicText", "true", true)]
    [InlineData("Recommender:Sites:default:Articles:PublicText", "true", true)]
    public async Task The_text_is_public_only_if_a_setting_opens_it(string? setting, string? value, bool isPublic)
    {
        (string, string)[] settings = setting is null ? [] : [(setting, value!)];
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom), settings);
        using var key = await service.KeyAsync(Role.Viewer);

        var article = await service.GetJsonAsync("/v1/default/articles?id=choir");
        Assert.Equal((isPublic, isPublic), (article.TryGetProperty("text", out _), article.TryGetProperty("links", out _)));
        Assert.Equal("open", article.GetProperty("access").GetString());
        Assert.Contains("Bach", await key.TextAsync("/v1/default/articles?id=choir"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_makes_articles_paywalled_unless_their_source_says_that_they_are_open()
    {
        await using var service = await RunningService.StartAsync(
            await new TestFolder().WithAsync(Of("a"), Of("b") with { Access = ArticleAccess.Open }),
            ("Recommender:Sites:default:Articles:Paywalled", "true"), ("Recommender:Articles:PublicText", "true"));

        Assert.Equal("paywalled", (await service.GetJsonAsync("/v1/default/articles?id=a")).GetProperty("access").GetString());
        Assert.True((await service.GetJsonAsync("/v1/default/articles?id=b")).TryGetProperty("text", out _));
        var page = await service.Client.GetStringAsync(
            $"/site/default/article/{ArticleKey.Of("a")}", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("The text of a", page, StringComparison.Ordinal);
        Assert.Contains("Summary of a", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hidden_articles_are_not_found()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Of("tomorrow", daysAgo: -1)));

        Assert.Equal(HttpStatusCode.NotFound, (await service.GetAsync("/v1/default/articles?id=tomorrow")).StatusCode);

        service.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(HttpStatusCode.OK, (await service.GetAsync("/v1/default/articles?id=tomorrow")).StatusCode);
    }

    [Theory]
    [InlineData("", "url")]
    [InlineData("?id=a&url=https://example.org/a", "id")]
    [InlineData("?url=nonsense", "url")]
    public async Task A_look_up_with_no_or_conflicting_parameters_is_rejected(string query, string parameter)
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));

        var answer = await service.GetAsync($"/v1/default/articles{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"\"{parameter}\":[", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }
}

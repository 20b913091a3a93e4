using System.Net;
using Recommender.Service.Articles;
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
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync([.. Newsroom, linking]));

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

using System.Net;
using Recommender.Service.Articles;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Demo;

/// <summary>Who sees the articles of a site in the demonstration's pages.</summary>
public class DemoAccessTests
{
    private static readonly string Choir = $"/site/default/article/{ArticleKey.Of("choir")}";
    private static readonly string[] Pages = ["/site/default", "/site/default/section/harbour", Choir];

    [Fact]
    public async Task Imported_articles_are_shown_to_people_with_a_role_only()
    {
        await using var service = await RunningService.StartAsync(
            await new TestFolder().WithAsync(Newsroom), ("Recommender:Demo:Public", "false"));

        foreach (var path in Pages)
        {
            var answer = await service.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.DoesNotContain("Title of", await ReadAsync(answer), StringComparison.Ordinal);
            var seen = await service.GetAsViewerAsync(path);
            Assert.Equal((path, HttpStatusCode.OK), (path, seen.StatusCode));
            Assert.Contains("private", seen.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.Contains("name=\"robots\" content=\"noindex\"", await ReadAsync(seen), StringComparison.Ordinal);
        }

        var article = await ReadAsync(await service.GetAsViewerAsync(Choir));
        Assert.Contains("rel=\"canonical\" href=\"https://example.org/choir\"", article, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_root_then_says_what_the_service_is_and_where_to_go()
    {
        await using var service = await RunningService.StartAsync(
            await new TestFolder().WithAsync("blog", Newsroom), ("Recommender:Demo:Public", "false"));

        var page = await ReadAsync(await service.GetAsync("/"));

        Assert.DoesNotContain("Title of", page, StringComparison.Ordinal);
        Assert.All(["/desk", "/integrations", "/openapi/v1.json", "/healthz"],
            path => Assert.Contains($"href=\"{path}\"", page, StringComparison.Ordinal));
        Assert.Contains("Disallow: /site/", await ReadAsync(await service.GetAsync("/robots.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_is_shown_to_everyone_and_names_no_other_site()
    {
        var sample = Of("cannery") with { Url = "https://courier.example/cannery" };
        await using var service = await RunningService.StartAsync(
            await (await new TestFolder().WithAsync(sample)).WithAsync("secret-site", Newsroom), ("Recommender:Demo:Public", "false"));

        var page = await ReadAsync(await service.GetAsync("/"));

        Assert.Contains("Title of cannery", page, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-site", page, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"canonical\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_article_of_another_publisher_closes_a_site()
    {
        var sample = Of("cannery", 1) with { Url = "https://courier.example/cannery" };
        await using var service = await RunningService.StartAsync(
            await new TestFolder().WithAsync(sample, Of("own", 20)), ("Recommender:Demo:Public", "false"));

        Assert.DoesNotContain("Title of", await ReadAsync(await service.GetAsync("/")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await service.GetAsync("/site/default")).StatusCode);
    }

    private static Task<string> ReadAsync(HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}

using System.Net;
using Recommender.Service.Articles;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Demo;

public class DemoPageTests
{
    [Fact]
    public async Task The_front_page_shows_the_default_site_or_the_first_with_articles()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync("blog", Newsroom));
        Assert.Contains("Title of choir", await PageAsync(service, "/"), StringComparison.Ordinal);

        await using var both =
            await RunningService.StartAsync(await (await new TestFolder().WithAsync("blog", Newsroom)).WithAsync(Of("mine")));
        var front = await PageAsync(both, "/");
        Assert.Contains("Title of mine", front, StringComparison.Ordinal);
        Assert.Contains("href=\"/site/blog/\"", front, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_installation_explains_how_to_import_articles()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync());

        Assert.Contains("recommender import", await PageAsync(service, "/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_in_article_fields_is_shown_as_text()
    {
        const string Script = "<script>alert('x')</script>";
        var hostile = Of("h", section: Script, text: Script) with { Title = Script,
            Summary = Script, Author = Script, Image = "https://x.example/\"onerror=\"alert(1)" };
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(hostile, Of("other", section: Script)));

        foreach (var path in new[] { "/", $"/site/default/article/{hostile.Key}", "/site/default/section/script-alert-x-script" })
        {
            var page = await PageAsync(service, path);
            Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
            Assert.DoesNotContain("\"onerror", page, StringComparison.Ordinal);
            Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Pages_allow_no_script_and_no_inline_style()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));

        var answer = await service.GetAsync("/");

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("style=\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/site/nowhere/")]
    [InlineData("/site/default/section/nothing")]
    [InlineData("/site/default/section/harbour?page=0")]
    [InlineData("/site/default/article/nobody")]
    public async Task A_missing_page_shows_a_not_found_page(string path)
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));

        var answer = await service.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Page not found", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sections_in_any_script_have_pages_with_older_articles()
    {
        var articles = Enumerable.Range(0, 30).Select(i => Of($"a{i}", daysAgo: i + 1, section: "Политика / Мир")).ToArray();
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(articles));

        var page = await PageAsync(service, "/site/default/section/" + Uri.EscapeDataString("политика-мир"));
        Assert.Contains("?page=2", page, StringComparison.Ordinal);
        Assert.Contains("Title of a29", await PageAsync(service,
            "/site/default/section/" + Uri.EscapeDataString("политика-мир") + "?page=2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_placeholder_is_drawn_for_an_article_without_a_picture()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));

        var picture = await service.GetAsync($"/placeholder/200/{ArticleKey.Of("choir")}.svg");

        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.NotFound, (await service.GetAsync("/placeholder/400/x.svg")).StatusCode);
    }

    private static async Task<string> PageAsync(RunningService service, string path)
    {
        var answer = await service.GetAsync(path);
        Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}

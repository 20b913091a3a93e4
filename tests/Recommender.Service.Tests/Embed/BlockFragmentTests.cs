using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Recommender.Service.Articles;
using Recommender.Service.Tests.Editing;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Embed;

/// <summary>The block as HTML for server-side includes.</summary>
public sealed class BlockFragmentTests
{
    private const string Path = "/v1/default/block?url=https://example.org/harbour-1&fallback=true&limit=3";

    [Fact]
    public async Task The_fragment_is_a_section_with_a_heading_and_crawlable_links()
    {
        var illustrated = Of("harbour-2", 5, "Harbour") with { Image = "https://example.org/a.jpg" };
        await using var service =
            await RunningService.StartAsync(await new TestFolder().WithAsync(Of("harbour-1", 39, "Harbour"), illustrated, Of("choir", 2)));

        var (answer, section) = await FragmentAsync(service, Path);

        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("Related articles", section!.QuerySelector("h2")!.TextContent);
        Assert.Equal("Related articles", section.GetAttribute("aria-label"));
        Assert.Equal("en", section.GetAttribute("lang"));
        var links = section.QuerySelectorAll("ul > li > a");
        Assert.Equal(["https://example.org/harbour-2", "https://example.org/choir"], links.Select(link => link.GetAttribute("href")));
        Assert.Equal(["Title of harbour-2", "Title of choir"], links.Select(link => link.TextContent.Trim()));
        var image = Assert.Single(section.QuerySelectorAll("img"));
        Assert.Equal(("lazy", "480", "300", ""),
            (image.GetAttribute("loading"), image.GetAttribute("width"), image.GetAttribute("height"), image.GetAttribute("alt")));
        var time = section.QuerySelector("time")!;
        Assert.Equal(("2026-05-27T12:00Z", "27 May 2026"), (time.GetAttribute("datetime"), time.TextContent));
        Assert.Empty(section.QuerySelectorAll("script, style, [style], [onclick]"));
    }

    [Fact]
    public async Task Article_fields_stay_text_and_only_web_addresses_are_linked()
    {
        var sly = Of("sly", 1, "\"><script>alert(1)</script>") with
        {
            Title = "<img src=x onerror=alert(1)> & 'so' \"on\"",
            Url = "https://example.org/sly?a=1&b=\"><script>", Image = "javascript:alert(1)",
        };
        var unlinked = Of("unlinked", 2) with { Url = "javascript:alert(1)" };
        var nowhere = Of("nowhere", 3) with { Url = null };
        await using var service =
            await RunningService.StartAsync(await new TestFolder().WithAsync(Of("harbour-1"), sly, unlinked, nowhere));

        var (_, section) = await FragmentAsync(service, Path);

        var link = Assert.Single(section!.QuerySelectorAll("a"));
        Assert.Equal(sly.Title, link.TextContent.Trim());
        Assert.StartsWith("https://example.org/sly", link.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Empty(section.QuerySelectorAll("script, img"));
        Assert.Equal(sly.Section, section.QuerySelector(".recommender-section")!.TextContent);
    }

    [Fact]
    public async Task Editors_set_heading_language_dates_titles_images_and_labels()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));
        await service.MakeAsync(JsonSerializer.Serialize(new
        {
            kind = "present", scope = "site", heading = "Aus dem <Archiv>", language = "de", dateFormat = "dd.MM.yyyy", reason = "test",
        }));
        await service.MakeAsync(JsonSerializer.Serialize(new
        {
            kind = "present", scope = "site", subject = "article", subjectValue = ArticleKey.Of("choir"),
            title = "Bach & Söhne", image = "https://example.org/bach.jpg", label = "Hören", reason = "test",
        }));

        var (_, section) = await FragmentAsync(service, "/v1/default/block?id=harbour-1&fallback=true&limit=6");

        Assert.Equal("Aus dem <Archiv>", section!.QuerySelector("h2")!.TextContent);
        Assert.Equal("de", section.GetAttribute("lang"));
        var choir = section.QuerySelector($"[data-key='{ArticleKey.Of("choir")}']")!;
        Assert.Equal("en", choir.GetAttribute("lang"));
        Assert.Equal("Bach & Söhne", choir.QuerySelector("a")!.TextContent.Trim());
        Assert.Equal("https://example.org/bach.jpg", choir.QuerySelector("img")!.GetAttribute("src"));
        Assert.Equal("Hören", choir.QuerySelector(".recommender-label")!.TextContent);
        Assert.Equal(("30.05.2026", "de"), (choir.QuerySelector("time")!.TextContent, choir.QuerySelector("time")!.GetAttribute("lang")));
    }

    [Fact]
    public async Task The_heading_follows_the_language_of_the_page()
    {
        await using var service = await RunningService.StartAsync(
            await new TestFolder().WithAsync(Of("seite", 1, language: "de"), Of("andere", 2, language: "de")));

        var (_, section) = await FragmentAsync(service, "/v1/default/block?id=seite&fallback=true");

        Assert.Equal(("de", "Mehr zum Thema"), (section!.GetAttribute("lang"), section.QuerySelector("h2")!.TextContent));
    }

    [Theory]
    [InlineData("?id=nobody")]
    [InlineData("?url=https://elsewhere.example/")]
    [InlineData("?id=choir")]
    public async Task An_include_gets_an_empty_200_if_there_is_nothing_to_show(string query)
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));

        var answer = await service.GetAsync("/v1/default/block" + query);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.NotNull(answer.Headers.ETag);
    }

    [Fact]
    public async Task A_page_with_a_no_block_rule_gets_an_empty_fragment()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));
        Assert.NotNull((await FragmentAsync(service, Path)).Section);

        await service.MakeAsync(
            JsonSerializer.Serialize(new { kind = "noBlock", scope = "article", scopeValue = ArticleKey.Of("harbour-1") }));

        Assert.Null((await FragmentAsync(service, Path)).Section);
    }

    [Fact]
    public async Task The_fragment_handles_revalidation_HEAD_and_invalid_parameters_like_the_JSON()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));
        var first = await service.GetAsync(Path);

        using var again = new HttpRequestMessage(HttpMethod.Get, Path) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        Assert.Equal(HttpStatusCode.NotModified, (await service.Client.SendAsync(again, TestContext.Current.CancellationToken)).StatusCode);
        using var head = new HttpRequestMessage(HttpMethod.Head, Path);
        var headed = await service.Client.SendAsync(head, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, first.Headers.ETag, first.Content.Headers.ContentLength),
            (headed.StatusCode, headed.Headers.ETag, headed.Content.Headers.ContentLength));

        Assert.Equal(HttpStatusCode.BadRequest, (await service.GetAsync("/v1/default/block")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await service.GetAsync("/v1/default/block?id=choir&limit=51")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await service.GetAsync("/v1/nowhere/block?id=choir")).StatusCode);
    }

    private static async Task<(HttpResponseMessage Answer, IElement? Section)> FragmentAsync(RunningService service, string path)
    {
        var answer = await service.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer, new HtmlParser().ParseDocument(html).QuerySelector("section"));
    }
}

using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Embed.Integrations;

/// <summary>What the page of instructions gives to copy, in pages as Blogger makes them, in a real browser.</summary>
public sealed partial class BloggerTests : IAsyncLifetime
{
    private const string Blog = "https://blog.example";
    private const string Post = Blog + "/2026/04/harbour-1.html";

    private static readonly string Story = string.Concat(Enumerable.Repeat("<p>The barges lifted silt from the channel all night, and the tide took it back.</p>", 60));

    private readonly TestBrowser _browser = new();
    private RunningService _service = null!;

    public async ValueTask InitializeAsync()
    {
        var articles = Newsroom.Select(article => article with { Url = $"{Blog}/2026/04/{article.SourceId}.html" });
        _service = await RunningService.StartAsync(await new TestFolder().WithAsync([.. articles]));
    }

    [Theory]
    [InlineData("theme", Post)]
    [InlineData("theme", Post + "?m=1")]
    [InlineData("gadget", Post)]
    [InlineData("gadget", Post + "?m=1")]
    public async Task A_post_shows_its_block_in_every_view(string what, string address)
    {
        var page = await OpenAsync(await CodeAsync(what), address);

        var block = await page.ScrollToBlockAsync();

        await Assertions.Expect(block.GetByRole(AriaRole.Link).First).ToHaveAttributeAsync("href", $"{Blog}/2026/04/harbour-2.html");
        Assert.Contains($"url={Uri.EscapeDataString(Post)}&", Assert.Single(page.Asked), StringComparison.Ordinal);
        Assert.Equal(0, await page.ShiftAsync());
        Assert.Empty(page.Complaints.Concat(page.Errors));
    }

    [Theory]
    [InlineData("theme", "/?m=1")]
    [InlineData("gadget", "/")]
    [InlineData("gadget", "/search/label/Harbour?max-results=20")]
    [InlineData("gadget", "/p/about.html")]
    [InlineData("gadget", "/2026/04/")]
    public async Task Pages_that_are_no_posts_ask_nothing(string what, string path)
    {
        var page = await OpenAsync(await CodeAsync(what), Blog + path);

        await page.Page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
        await page.Page.WaitForTimeoutAsync(300);

        Assert.Empty(page.Asked);
        Assert.Equal(0, await page.Page.Locator(".recommender").CountAsync());
        Assert.Empty(page.Complaints.Concat(page.Errors));
    }

    [Theory]
    [InlineData("theme", Trouble.Down)]
    [InlineData("gadget", Trouble.Slow)]
    [InlineData("gadget", Trouble.Garbage)]
    [InlineData("gadget", Trouble.OtherPage)]
    public async Task The_mobile_view_stays_whole_when_the_service_is_in_trouble(string what, Trouble trouble)
    {
        var page = await OpenAsync(await CodeAsync(what), Post + "?m=1", trouble);
        await page.Page.EvaluateAsync("scrollTo(0, document.querySelector('script[data-site]').nextElementSibling.getBoundingClientRect().top + scrollY - innerHeight - 200)");
        await page.Page.WaitForFunctionAsync("!document.querySelector('script[data-site] + div')", null, new() { Timeout = 15_000 });

        Assert.Single(page.Asked);
        Assert.Equal(0, await page.ShiftAsync());
        Assert.Equal(0, await page.Page.Locator(".recommender, #not-ours").CountAsync());
        Assert.Empty(page.Errors);
        await Assertions.Expect(page.Page.GetByText("Powered by Blogger")).ToBeAttachedAsync();
    }

    [Fact]
    public async Task What_is_to_be_copied_names_the_site_and_the_service_and_nothing_that_the_asker_made_up()
    {
        Assert.Contains("data-site='blog'", await CodeAsync("theme", "?site=blog"), StringComparison.Ordinal);
        Assert.Contains("data-site='default'", await CodeAsync("theme", "?site=%27%3E%3Cscript%3E"), StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/integrations/blogger");
        request.Headers.TryAddWithoutValidation("Host", "evil'onload='x");
        var answer = await _service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("evil", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _service.DisposeAsync();
    }

    private async Task<string> CodeAsync(string what, string query = "")
    {
        var page = await _service.Client.GetStringAsync($"/integrations/blogger{query}", TestContext.Current.CancellationToken);
        return WebUtility.HtmlDecode(Regex.Match(page, $"""<code id="{what}">(.*?)</code>""", RegexOptions.Singleline).Groups[1].Value);
    }

    /// <summary>What Blogger makes of a theme's part: conditions and expressions are gone, the mobile view's own address has m=1.</summary>
    private static string AsBlogger(string code, string address)
    {
        var isPost = address.StartsWith(Post, StringComparison.Ordinal);
        var drawn = Condition().Replace(code, match => isPost ? match.Groups[1].Value : "");
        return drawn.Replace("expr:data-url='data:post.canonicalUrl ? data:post.canonicalUrl : data:post.url'", $"data-url='{Post}'", StringComparison.Ordinal);
    }

    private async Task<OpenPage> OpenAsync(string code, string address, Trouble trouble = Trouble.None)
    {
        var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = 390, Height = 844 } });
        var open = new OpenPage(await context.NewPageAsync());
        var body = AsBlogger(code.Replace(_service.Address.GetLeftPart(UriPartial.Authority), "https://related.example", StringComparison.Ordinal), address);
        Assert.DoesNotContain("data:", body, StringComparison.Ordinal);
        Assert.DoesNotContain("b:if", body, StringComparison.Ordinal);
        var html = $"""
            <!DOCTYPE html><html class="v2" dir="ltr" lang="en"><head><title>A blog</title><meta content="width=device-width,initial-scale=1.0,minimum-scale=1.0" name="viewport"/>
            <link href="{address.Replace("?m=1", "", StringComparison.Ordinal)}" rel="canonical"/><meta content="{Post}" property="og:url"/><style>a:link{"{"}color:#2288bb{"}"} h2{"{"}text-transform:uppercase{"}"}</style></head>
            <body class="loading mobile"><div class="main section" id="main"><div class="widget Blog" id="Blog1"><div class="post hentry"><h3 class="post-title entry-title">Title</h3>
            <div class="post-body entry-content">{Story}<div style="clear: both;"></div></div>{body}</div></div></div><footer>Powered by Blogger</footer></body></html>
            """;
        await context.RouteAsync(Blog + "/**", route => route.FulfillAsync(new() { Body = html, ContentType = "text/html; charset=utf-8" }));
        await context.RouteAsync("https://related.example/**", async route =>
        {
            var asked = new Uri(route.Request.Url);
            if (asked.AbsolutePath.StartsWith("/v1/", StringComparison.Ordinal))
            {
                open.Asked.Add(route.Request.Url);
                if (trouble != Trouble.None)
                {
                    await trouble.AnswerAsync(route);
                    return;
                }
            }

            var headers = new Dictionary<string, string>(route.Request.Headers) { ["origin"] = Blog };
            await route.FulfillAsync(new() { Response = await route.FetchAsync(new() { Url = new Uri(_service.Address, asked.PathAndQuery).AbsoluteUri, Headers = headers }) });
        });
        await open.Page.AddInitScriptAsync(EmbedBrowserTests.Watch);
        await open.Page.GotoAsync(address);
        return open;
    }

    [GeneratedRegex("<b:if cond='data:view.isPost'>(.*?)</b:if>", RegexOptions.Singleline)]
    private static partial Regex Condition();
}

using System.IO.Compression;
using System.Net;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Embed;

/// <summary>The one-line embed in a real browser, on pages of other origins than the service's.</summary>
public sealed class EmbedBrowserTests : IAsyncLifetime
{
    private const string Page = "https://example.org/harbour-1";

    /// <summary>The address at which pages reach the service: a separate host over https.</summary>
    private const string Service = "https://related.example";

    internal const string Watch =
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => window.shift += entry.value))"
            + ".observe({ type: 'layout-shift', buffered: true });";

    private static readonly string Story =
        string.Concat(Enumerable.Repeat("<p>The barges lifted silt from the channel all night, and the tide took it back.</p>", 60));

    private readonly TestBrowser _browser = new();
    private RunningService _service = null!;

    public async ValueTask InitializeAsync()
    {
        var folder = await new TestFolder()
            .WithAsync([.. Newsroom.Select(article => article with { Image = $"https://example.org/{article.SourceId}.svg" })]);
        await folder.TrainAsync();
        _service = await RunningService.StartAsync(folder);
    }

    [Theory]
    [InlineData(390, "grid", ColorScheme.Light)]
    [InlineData(1440, "grid", ColorScheme.Light)]
    [InlineData(1440, "grid", ColorScheme.Dark)]
    [InlineData(390, "list", ColorScheme.Light)]
    [InlineData(1440, "list", ColorScheme.Light)]
    [InlineData(390, "compact", ColorScheme.Dark)]
    [InlineData(1440, "compact", ColorScheme.Light)]
    public async Task A_page_shows_the_block_before_it_scrolls_into_view_without_layout_shift(int width, string layout, ColorScheme scheme)
    {
        var page = await OpenAsync(Plain($"data-layout=\"{layout}\" data-fallback=\"true\""), width, scheme);
        await page.Page.WaitForTimeoutAsync(300);
        Assert.Empty(page.Requests);

        var block = await page.ScrollToBlockAsync();

        await Expect(block.GetByRole(AriaRole.Heading, new() { Name = "Related articles" })).ToBeVisibleAsync();
        await Expect(block.GetByRole(AriaRole.Link)).ToHaveCountAsync(5);
        await Expect(block.GetByRole(AriaRole.Link).First).ToHaveAttributeAsync("href", "https://example.org/harbour-2");
        Assert.StartsWith(Service + "/v1/default/block?url=https%3A%2F%2Fexample.org%2Fharbour-1",
            Assert.Single(page.Requests), StringComparison.Ordinal);
        Assert.Equal(0, await page.ShiftAsync());
        Assert.True(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
            "the page scrolls horizontally");
        var axe = await page.Page.RunAxe();
        Assert.True(axe.Violations.Length == 0,
            string.Join("; ", axe.Violations.Select(v => $"{v.Id}: {string.Join(", ", v.Nodes.Select(n => n.Html))}")));
        Assert.Empty(page.Complaints);
        Assert.Empty(await page.Page.Context.CookiesAsync());
        await page.PictureAsync($"{layout}-{width}-{scheme}");
    }

    [Fact]
    public async Task A_Blogger_page_requests_by_its_canonical_address_even_in_the_mobile_view()
    {
        var html = $"""
            <!DOCTYPE html><html dir="ltr" lang="en"><head><title>A blog</title>
            <meta content="width=device-width, initial-scale=1" name="viewport"/>
            <link href="{Page}" rel="canonical"/>
            <style>a:link {"{"}color:#2288bb{"}"} .post-body img {"{"}padding:5px{"}"} h2 {"{"}text-transform:uppercase{"}"}</style></head>
            <body class="mobile"><div class="main section"><div class="post hentry"><h1 class="post-title">Title</h1>
            <div class="post-body entry-content">{Story}</div>
            <div class="post-footer">{Line("data-fallback=\"true\"")}</div></div></div></body></html>
            """;
        var page = await OpenAsync(html, 390, ColorScheme.Light, Page + "?m=1");

        var block = await page.ScrollToBlockAsync();

        await Expect(block.GetByRole(AriaRole.Link).First).ToHaveAttributeAsync("href", "https://example.org/harbour-2");
        Assert.Contains("url=https%3A%2F%2Fexample.org%2Fharbour-1&", Assert.Single(page.Requests), StringComparison.Ordinal);
        Assert.Equal(0, await page.ShiftAsync());
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_visible_reserved_element_is_filled_with_next_to_no_layout_shift()
    {
        var page = await OpenAsync(
            $"<!DOCTYPE html><html lang=en><title>t</title><link rel=canonical href={Page}><h1>Short</h1>"
            + "<div id=more style='min-height:40rem'></div>"
            + $"{Line("data-into=\"#more\" data-fallback=\"true\"")}<footer>The end</footer>", 1440, ColorScheme.Light);

        await Expect(page.Page.Locator("#more .recommender a").First).ToBeVisibleAsync();
        await page.Page.WaitForTimeoutAsync(300);

        Assert.InRange(await page.ShiftAsync(), 0, .05);
    }

    [Fact]
    public async Task Custom_properties_style_the_block_like_the_site()
    {
        var page = await OpenAsync(Plain("data-fallback=\"true\"",
            ":root{--recommender-quiet:rgb(90,0,0);--recommender-gap:33px;--recommender-text:rgb(1,2,3)}"), 1440, ColorScheme.Light);
        var block = await page.ScrollToBlockAsync();

        await Expect(block.Locator(".recommender-date").First).ToHaveCSSAsync("color", "rgb(90, 0, 0)");
        await Expect(block.Locator(".recommender-title").First).ToHaveCSSAsync("color", "rgb(1, 2, 3)");
        await Expect(block.Locator(".recommender-list")).ToHaveCSSAsync("column-gap", "33px");
    }

    [Theory]
    [InlineData(Trouble.Down)]
    [InlineData(Trouble.Slow)]
    [InlineData(Trouble.Garbage)]
    [InlineData(Trouble.OtherPage)]
    [InlineData(Trouble.Unavailable)]
    [InlineData(Trouble.Nothing)]
    public async Task Problems_of_the_service_leave_no_trace_on_the_page(Trouble trouble)
    {
        var page = await OpenAsync(Plain(""), 1440, ColorScheme.Light, trouble: trouble);
        await page.Page.EvaluateAsync(
            "scrollTo(0, document.querySelector('recommender-block').getBoundingClientRect().top + scrollY - innerHeight - 200)");
        await page.Page.WaitForFunctionAsync("!document.querySelector('recommender-block').offsetHeight", null, new() { Timeout = 15_000 });

        Assert.Single(page.Requests);
        Assert.Equal(0, await page.ShiftAsync());
        Assert.Equal(0, await page.Page.Locator(".recommender, #not-ours").CountAsync());
        Assert.Empty(page.Errors);
        Assert.Single(page.Told);
        await Expect(page.Page.GetByText("The end")).ToBeAttachedAsync();
    }

    [Fact]
    public async Task A_server_side_fragment_is_visible_and_accessible_without_script()
    {
        var fragment =
            await _service.Client.GetStringAsync($"/v1/default/block?url={Page}&fallback=true", TestContext.Current.CancellationToken);
        var page = await OpenAsync(
            $"<!DOCTYPE html><html lang=en><title>t</title><link rel=stylesheet href={Service}/embed.css>"
                + $"<main><h1>Title</h1>{fragment}</main>",
            1440, ColorScheme.Light, script: false);

        var block = page.Page.GetByRole(AriaRole.Region, new() { Name = "Related articles" });
        await Expect(block.GetByRole(AriaRole.Link)).ToHaveCountAsync(5);
        Assert.Equal("lazy", await block.Locator("img").First.GetAttributeAsync("loading"));
        await block.GetByRole(AriaRole.Link).First.FocusAsync();
        await page.PictureAsync("fragment-1440");
    }

    [Fact]
    public async Task The_script_is_small_cached_and_revalidated()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/embed.js") { Headers = { { "Accept-Encoding", "gzip, br" } } };
        var answer = await _service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var compressed = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
        Assert.InRange(compressed.Length, 500, 4096);
        Assert.InRange(await GzippedAsync("/embed.js"), 500, 4095);
        Assert.Equal("text/javascript; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(TimeSpan.FromDays(1), answer.Headers.CacheControl!.MaxAge);
        var versioned = await _service.GetAsync("/embed.js?v=1");
        Assert.Contains("immutable", versioned.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/embed.js") { Headers = { IfNoneMatch = { versioned.Headers.ETag! } } };
        Assert.Equal(HttpStatusCode.NotModified,
            (await _service.Client.SendAsync(again, TestContext.Current.CancellationToken)).StatusCode);
        using var script = new StreamReader(new BrotliStream(new MemoryStream(compressed), CompressionMode.Decompress));
        Assert.DoesNotContain("%CSS%", await script.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _service.DisposeAsync();
    }

    private async Task<long> GzippedAsync(string path)
    {
        var gzipped = new MemoryStream();
        await using (var gzip = new GZipStream(gzipped, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await gzip.WriteAsync(await _service.Client.GetByteArrayAsync(path, TestContext.Current.CancellationToken));
        }

        return gzipped.Length;
    }

    private static string Line(string attributes) =>
        $"<script async src=\"{Service}/embed.js\" data-site=\"default\" {attributes}></script>";

    private static string Plain(string attributes, string style = "") => $$"""
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A page</title>
        <link rel="canonical" href="{{Page}}">
        <style>:root{color-scheme:light dark} body{font-family:sans-serif;margin:1rem}{{style}}</style></head>
        <body><main><h1>Title</h1>{{Story}}{{Line(attributes)}}</main><footer><p>The end</p></footer></body></html>
        """;

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private async Task<OpenPage> OpenAsync(
        string html, int width, ColorScheme scheme, string address = Page, Trouble trouble = Trouble.None, bool script = true)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme, JavaScriptEnabled = script,
        });
        var page = await context.NewPageAsync();
        var open = new OpenPage(page);
        await context.RouteAsync("https://example.org/**", route => route.Request.ResourceType == "document"
            ? route.FulfillAsync(new() { Body = html, ContentType = "text/html; charset=utf-8" })
            : route.FulfillAsync(new()
            {
                Body = "<svg xmlns='http://www.w3.org/2000/svg' width='480' height='300'>"
                    + "<rect width='480' height='300' fill='teal'/></svg>", ContentType = "image/svg+xml",
            }));
        await context.RouteAsync(Service + "/**", async route =>
        {
            var asked = new Uri(route.Request.Url);
            if (asked.AbsolutePath.StartsWith("/v1/", StringComparison.Ordinal))
            {
                open.Requests.Add(route.Request.Url);
                if (trouble != Trouble.None)
                {
                    await trouble.AnswerAsync(route);
                    return;
                }
            }

            var headers = new Dictionary<string, string>(route.Request.Headers) { ["origin"] = "https://example.org" };
            await route.FulfillAsync(new() { Response = await route.FetchAsync(
                new() { Url = new Uri(_service.Address, asked.PathAndQuery).AbsoluteUri, Headers = headers }) });
        });
        await page.AddInitScriptAsync(Watch);
        await page.GotoAsync(address);
        return open;
    }
}

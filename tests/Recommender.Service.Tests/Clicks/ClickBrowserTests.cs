using Microsoft.Playwright;
using Recommender.Service.Articles;
using Recommender.Service.Tests.Embed;
using Recommender.Service.Tests.Importing;
using static Recommender.Service.Tests.Clicks.Counting;

namespace Recommender.Service.Tests.Clicks;

/// <summary>The beacons that a real browser sends for a block on a page of another origin. The test controls its timers.</summary>
public sealed class ClickBrowserTests : IAsyncLifetime
{
    private const string Chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    // Counts the beacons, and hides that a test drives the browser.
    private const string Watch =
        """
        window.beacons = [];
        const send = navigator.sendBeacon.bind(navigator);
        navigator.sendBeacon = (address, body) => { window.beacons.push(body); return send(address, body); };
        Object.defineProperty(navigator, 'webdriver', { get: () => false, configurable: true });
        """;

    private readonly TestBrowser _browser = new();
    private RunningService _service = null!;
    private LocalSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        var folder = await new TestFolder().WithAsync(TestArticles.Newsroom);
        await folder.TrainAsync();
        _service = await RunningService.StartAsync(folder);
        _site = await LocalSite.StartAsync();
        _site.Html("/page", Page(""));
        _site.Html("/off", Page("data-count=\"off\""));
        var fragment = await _service.Client.GetStringAsync("/v1/default/block?key=" + ArticleKey.Of("harbour-1")
            + "&fallback=true", TestContext.Current.CancellationToken);
        _site.Html("/included", Page("data-count=\"only\"", fragment));
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _site.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Theory]
    [InlineData("/page")]
    [InlineData("/included")]
    public async Task Items_visible_for_a_second_count_once_together_with_a_click(string path)
    {
        var page = await OpenAsync(path);
        await page.Page.Locator(".recommender a").First.ScrollIntoViewIfNeededAsync();
        await page.Page.Mouse.WheelAsync(0, 2000);
        await SettleAsync(page.Page);
        await page.Page.Clock.RunForAsync(900);
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("beacons.length"));

        await page.Page.Clock.RunForAsync(2000);
        Assert.Equal(1, await page.Page.EvaluateAsync<int>("beacons.length"));
        await page.Page.EvaluateAsync("scrollTo(0, 0)");
        await SettleAsync(page.Page);
        await page.Page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
        await SettleAsync(page.Page);
        await page.Page.Clock.RunForAsync(3000);
        Assert.Equal(1, await page.Page.EvaluateAsync<int>("beacons.length"));

        await page.Page.EvaluateAsync("document.querySelector('.recommender').addEventListener('click', event => event.preventDefault())");
        await page.Page.Locator(".recommender a").First.ClickAsync();
        await page.Page.Locator(".recommender a").First.ClickAsync();
        Assert.Equal(2, await page.Page.EvaluateAsync<int>("beacons.length"));

        var rows = await WrittenAsync(6);
        Assert.Contains(Row("harbour-1", "harbour-2", 1, "Model", 1, 1), rows);
        Assert.Equal(5, rows.Length);
        Assert.Equal(4, rows.Count(row => row.EndsWith(": 1/0", StringComparison.Ordinal)));
        Assert.All(await _service.RowsAsync(), row => Assert.NotEqual("", row.Key.Model));
        Assert.Empty(page.Errors);
        Assert.Empty(page.Complaints);
        Assert.Empty(await page.Page.Context.CookiesAsync());
    }

    [Fact]
    public async Task A_click_within_the_first_second_counts_as_an_impression_and_is_sent_on_leaving_the_page()
    {
        var page = await OpenAsync("/page");
        await page.Page.Locator(".recommender a").First.ScrollIntoViewIfNeededAsync();
        await page.Page.EvaluateAsync("document.querySelector('.recommender a').href = '/next'");
        _site.Html("/next", "<!DOCTYPE html><title>next</title><p>next");
        await page.Page.Locator(".recommender a").First.ClickAsync();
        await page.Page.WaitForURLAsync("**/next");

        Assert.Equal([Row("harbour-1", "harbour-2", 1, "Model", 1, 1)], await WrittenAsync(2));
    }

    [Theory]
    [InlineData("/page", "", false)]
    [InlineData("/off", "", true)]
    [InlineData("/page", "Object.defineProperty(navigator, 'doNotTrack', { get: () => '1' });", true)]
    [InlineData("/page", "Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true });", true)]
    [InlineData("/page", "Object.defineProperty(navigator, 'webdriver', { get: () => true });", true)]
    public async Task No_beacon_is_sent_for_invisible_items_or_opted_out_readers(string path, string script, bool scrolls)
    {
        var page = await OpenAsync(path, script);
        if (scrolls)
        {
            await page.Page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
        }

        await SettleAsync(page.Page);
        await page.Page.Clock.RunForAsync(10_000);
        await page.Page.EvaluateAsync("dispatchEvent(new Event('pagehide'))");

        Assert.Equal(0, await page.Page.EvaluateAsync<int>("beacons.length"));
        Assert.Empty(await _service.WrittenAsync());
    }

    [Fact]
    public async Task A_page_in_a_background_tab_sends_no_impressions()
    {
        var page = await OpenAsync("/page", "window.far = false; Object.defineProperty(document, 'hidden', { get: () => window.far });");
        await page.Page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
        await SettleAsync(page.Page);
        await page.Page.Clock.RunForAsync(500);
        await page.Page.EvaluateAsync("window.far = true; document.dispatchEvent(new Event('visibilitychange'))");
        await page.Page.Clock.RunForAsync(10_000);
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("beacons.length"));

        await page.Page.EvaluateAsync("window.far = false; document.dispatchEvent(new Event('visibilitychange'))");
        await page.Page.Clock.RunForAsync(3000);
        Assert.Equal(1, await page.Page.EvaluateAsync<int>("beacons.length"));
    }

    [Fact]
    public async Task A_page_continues_to_work_while_the_service_is_down()
    {
        var page = await OpenAsync("/page");
        var refused = 0;
        await page.Page.Context.RouteAsync("**/v1/default/seen", route =>
        {
            refused++;
            return route.AbortAsync("connectionrefused");
        });
        await page.Page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
        await SettleAsync(page.Page);
        await page.Page.Clock.RunForAsync(3000);
        await page.Page.EvaluateAsync("document.querySelector('.recommender').addEventListener('click', event => event.preventDefault())");
        await page.Page.Locator(".recommender a").First.ClickAsync();
        await SettleAsync(page.Page);

        Assert.Equal(2, refused);
        Assert.Empty(page.Errors);
        // The browser itself reports an address that does not respond; a page cannot prevent that.
        Assert.All(page.Complaints, said => Assert.StartsWith("Failed to load resource: net::", said, StringComparison.Ordinal));
        Assert.Empty(await _service.WrittenAsync());
    }

    private string Page(string attributes, string fragment = "") =>
        $"""
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">
        <link rel="canonical" href="https://example.org/harbour-1"></head>
        <body><h1>Title</h1><div style="height:2000px">Story</div>{fragment}
        <script async src="{_service.Address}embed.js" data-fallback="true" data-margin="9000px" {attributes}></script></body></html>
        """;

    // Once a new observer has reported, the earlier ones have as well.
    private static Task SettleAsync(IPage page) => page.EvaluateAsync(
        "new Promise(done => new IntersectionObserver((_, own) => { own.disconnect(); done(); }).observe(document.body))");

    private async Task<OpenPage> OpenAsync(string path, string script = "")
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            UserAgent = Chrome, ViewportSize = new ViewportSize { Width = 1280, Height = 900 },
        });
        var open = new OpenPage(await context.NewPageAsync());
        await open.Page.Clock.InstallAsync();
        await open.Page.AddInitScriptAsync($"{Watch}\n{script}");
        await open.Page.GotoAsync(_site.Url + path);
        await open.Page.Locator(".recommender a").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return open;
    }

    // Beacons arrive asynchronously: waits until the given number of items is counted.
    private async Task<string[]> WrittenAsync(int counted)
    {
        await Eventually.ReadsAsync(async () =>
        {
            await _service.WrittenAsync();
            return (await _service.RowsAsync()).Sum(row => row.Count.Impressions + row.Count.Clicks);
        }, sum => sum >= counted);
        return await _service.WrittenAsync();
    }
}

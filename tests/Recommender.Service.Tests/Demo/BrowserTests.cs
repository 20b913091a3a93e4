using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Recommender.Service.Articles;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Demo;

/// <summary>The demonstration in a real browser.</summary>
public sealed class BrowserTests : IAsyncLifetime
{
    private readonly TestBrowser _browser = new();
    private RunningService _service = null!;

    public async ValueTask InitializeAsync()
    {
        var linking = Of("linking", 1, "Harbour", text: "A heading\nThe dredging of the harbour channel goes on, as reported before.") with
        {
            Spans = [new TextSpan(0, 9, SpanKind.Heading), new TextSpan(14, 8, SpanKind.Link, "https://example.org/harbour-1")],
        };
        var folder = await new TestFolder().WithAsync([.. Newsroom, linking]);
        await folder.TrainAsync();
        _service = await RunningService.StartAsync(folder);
    }

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    public async Task Every_kind_of_page_is_accessible_fits_the_screen_and_logs_no_errors(int width, ColorScheme scheme)
    {
        foreach (var path in new[] { "/", "/site/default/section/harbour",
            $"/site/default/article/{ArticleKey.Of("linking")}", "/site/default/article/none" })
        {
            var complaints = new List<string>();
            var page = await OpenAsync(path, width, scheme, complaints);

            var axe = await page.RunAxe();
            Assert.True(axe.Violations.Length == 0,
                $"{path}: {string.Join("; ", axe.Violations.Select(v => $"{v.Id}: {string.Join(", ", v.Nodes.Select(n => n.Html))}"))}");
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
                $"{path} scrolls horizontally");
            Assert.Empty(complaints);
            await page.Context.CloseAsync();
        }
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task A_reader_follows_a_link_in_the_text_and_one_in_the_block(int width)
    {
        var page = await OpenAsync($"/site/default/article/{ArticleKey.Of("linking")}", width, ColorScheme.Light, []);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Check out these hand-picked articles" })).ToBeVisibleAsync();

        await page.Locator(".story a", new() { HasText = "dredging" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Title of harbour-1");

        await page.Locator(".block .card a").First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToHaveTextAsync(new System.Text.RegularExpressions.Regex("linking|harbour-2"));

        await page.GetByRole(AriaRole.Link, new() { Name = "Read more in Harbour" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Harbour");
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _service.DisposeAsync();
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private async Task<IPage> OpenAsync(string path, int width, ColorScheme scheme, List<string> complaints)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme, BypassCSP = false,
        });
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            // The missing page is expected to be missing.
            if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal))
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync(new Uri(_service.Address, path).AbsoluteUri);
        return page;
    }
}

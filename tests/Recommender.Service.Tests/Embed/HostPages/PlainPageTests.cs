using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static Recommender.Service.Tests.Embed.HostPages.HostSite;

namespace Recommender.Service.Tests.Embed.HostPages;

/// <summary>The element in pages without a framework: drawing, empty places, cost.</summary>
public sealed class PlainPageTests(HostSite host) : IClassFixture<HostSite>
{
    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(800, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    public async Task The_element_is_drawn_below_the_fold_accessible_with_full_rows_and_without_shift(int width, ColorScheme scheme)
    {
        var page = await host.OpenAsync(Page($"<main><h1>T</h1>{Story}{Block}</main><footer>The end</footer>"), width, scheme);
        await page.Page.WaitForTimeoutAsync(300);
        Assert.Equal(["/embed.js"], page.All);

        var block = await page.ScrollToBlockAsync();

        await Expect(block.GetByRole(AriaRole.Link)).ToHaveCountAsync(5);
        Assert.Equal(0, await page.ShiftAsync());
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("document.querySelector('recommender-block').childNodes.length"));
        var rows = await block.EvaluateAsync<double[]>("""
            block => {
              const list = block.querySelector('ul').getBoundingClientRect(), rows = new Map();
              block.querySelectorAll('li').forEach(item => {
                const { top, right } = item.getBoundingClientRect();
                rows.set(top, Math.max(rows.get(top) || 0, right));
              });
              return [...rows.values()].map(right => list.right - right);
            }
            """);
        Assert.All(rows, free => Assert.InRange(free, -1, 1));
        Assert.True(await block.EvaluateAsync<bool>("block => [...block.querySelectorAll('li')].every(item => item.scrollHeight "
            + "<= item.clientHeight + 2 && item.scrollWidth <= item.clientWidth + 1)"), "an item overflows its place");
        var axe = await page.Page.RunAxe();
        Assert.True(axe.Violations.Length == 0, string.Join("; ", axe.Violations.Select(v => v.Id)));
        // The pictures of second stories are gone; no broken one is left.
        Assert.True(await block.EvaluateAsync<bool>("block => [...block.querySelectorAll('img')].every(image => image.naturalWidth > 0)"));
        Assert.Empty(page.Told);
    }

    [Theory]
    [InlineData(Trouble.Nothing, "info: No related articles: none for https://example.org/harbour-1")]
    [InlineData(Trouble.Unavailable, "warning: No related articles: the service answered 503")]
    [InlineData(Trouble.Slow, "warning: No related articles: no answer")]
    public async Task An_empty_place_closes_and_the_console_says_why_once(Trouble trouble, string why)
    {
        var block = "<recommender-block timeout=300></recommender-block>";
        foreach (var width in (int[])[390, 1440])
        {
            // The second place asks after the first has given up, and its reason is not repeated.
            var html = Page($"<main><h1>T</h1>{Story}{block}{block}</main><footer>The end</footer>");
            var page = await host.OpenAsync(html, width, trouble: trouble);
            await page.Page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight)");
            await page.Page.WaitForFunctionAsync("() => { scrollTo(0, scrollY ? 0 : 1e6); "
                + "return [...document.querySelectorAll('recommender-block')].every(place => !place.offsetHeight) }");

            Assert.StartsWith(why, Assert.Single(page.Told), StringComparison.Ordinal);
            Assert.Empty(page.Errors);
        }
    }

    [Theory]
    [InlineData(390, "")]
    [InlineData(1440, "")]
    [InlineData(1440, "recommender-block { display: block; min-height: 20rem }")]
    public async Task In_sight_at_load_the_page_shifts_by_next_to_nothing(int width, string style)
    {
        var comments = string.Concat(Enumerable.Repeat("<p>A comment.</p>", 20));
        var page = await host.OpenAsync(
            Page($"<style>{style}</style><main><h1>Short</h1>{Block}</main><section>{comments}</section>"), width);
        await Expect(page.Page.Locator(".recommender a").First).ToBeAttachedAsync();
        await page.Page.WaitForTimeoutAsync(500);

        Assert.InRange(await page.ShiftAsync(), 0, .05);

        await page.Page.Mouse.MoveAsync(100, 100);
        await page.Page.Mouse.MoveAsync(120, 100);
        await Expect(page.Page.Locator(".recommender a").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task In_sight_at_load_nothing_is_left_without_a_block()
    {
        var page = await host.OpenAsync(Page($"<h1>Short</h1>{Block}<p>The end</p>"), trouble: Trouble.Nothing);
        await page.Page.WaitForFunctionAsync("performance.getEntriesByType('resource').some(entry => entry.name.includes('/block'))");
        await page.Page.WaitForTimeoutAsync(300);

        Assert.Equal(0, await page.Page.EvaluateAsync<int>("document.querySelector('recommender-block').offsetHeight"));
        Assert.Equal(0, await page.ShiftAsync());
    }

    [Fact]
    public async Task A_second_block_shows_other_articles()
    {
        var block = "<recommender-block fallback=true limit=3></recommender-block>";
        var page = await host.OpenAsync(Page($"<main><h1>T</h1>{block}<p>Between</p>{block}</main>"));
        await page.Page.Mouse.MoveAsync(100, 100);
        await Expect(page.Page.Locator(".recommender")).ToHaveCountAsync(2);
        await Expect(page.Page.Locator(".recommender").Last.Locator("a").First).ToBeAttachedAsync();

        var shown = await page.Page.Locator(".recommender a").EvaluateAllAsync<string[]>("links => links.map(link => link.href)");
        Assert.Equal(6, shown.Distinct().Count());
    }

    [Theory]
    [InlineData("<link rel=canonical href='https://example.org/'><meta property=og:url content='https://example.org/harbour-1'>", "/x")]
    [InlineData("<link rel=canonical href='https://partner.example/copy'>", "/harbour-1")]
    [InlineData("<link rel=canonical href='https://example.org/theme'><link rel=canonical href='/harbour-1'>", "/y")]
    public async Task A_page_of_unknown_address_is_asked_for_by_its_other_addresses(string head, string path)
    {
        var page = await host.OpenAsync(
            new Dictionary<string, string> { [path] = Page("<h1>T</h1><recommender-block></recommender-block>", head + Script) });

        await Expect(page.Page.Locator(".recommender a").First).ToHaveAttributeAsync("href", "https://example.org/harbour-2");
        Assert.Equal(2, page.Requests.Count);
    }

    [Fact]
    public async Task Nothing_of_an_empty_place_is_printed()
    {
        var page = await host.OpenAsync(Page($"<h1>T</h1>{Story}{Story}{Block}<p>The end</p>"));
        await page.Page.WaitForFunctionAsync("document.querySelector('recommender-block').offsetHeight > 200");

        await page.Page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.Equal(0, await page.Page.EvaluateAsync<int>("document.querySelector('recommender-block').offsetHeight"));
    }

    [Fact]
    public async Task A_page_that_comes_back_from_the_cache_tries_again()
    {
        var page = await host.OpenAsync(Page($"<h1>T</h1>{Block}"), trouble: Trouble.Unavailable);
        await page.Page.WaitForTimeoutAsync(300);
        var before = page.Requests.Count;

        // Chromium keeps no page with open devtools; the event is what a kept page receives.
        await page.Page.EvaluateAsync("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
        await page.Page.WaitForTimeoutAsync(300);

        Assert.Equal(before + 1, page.Requests.Count);
    }
}

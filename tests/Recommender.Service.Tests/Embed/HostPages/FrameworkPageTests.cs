using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static Recommender.Service.Tests.Embed.HostPages.HostSite;

namespace Recommender.Service.Tests.Embed.HostPages;

/// <summary>The element in pages whose content a library of npm makes, replaces or adds to.</summary>
public sealed class FrameworkPageTests(HostSite host) : IClassFixture<HostSite>
{
    // React is published as CommonJS only.
    private const string React = """
        <script>
        const cache = {}, path = name => name === 'react-dom/client' ? 'react-dom/cjs/react-dom-client.development.js'
          : name === 'react-dom/server' ? 'react-dom/cjs/react-dom-server-legacy.browser.development.js'
          : `${name}/cjs/${name}.development.js`;
        function load(name) {
          if (cache[name]) return cache[name].exports;
          const request = new XMLHttpRequest(), module = cache[name] = { exports: {} };
          request.open('GET', '/npm/' + path(name), false);
          request.send();
          new Function('module', 'exports', 'require', 'process', request.responseText)(module, module.exports, load, { env: {} });
          return module.exports;
        }
        const { createElement: h } = load('react');
        const App = ({ url }) => h('main', null, h('h1', null, 'T'), h('p', null, 'Text.'),
          h('recommender-block', { site: 'default', fallback: 'true', url }), h('p', null, 'After'));
        </script>
        """;

    [Theory]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1440, ColorScheme.Light)]
    public async Task A_page_rendered_by_React_on_the_server_survives_hydration_and_a_new_address(int width, ColorScheme scheme)
    {
        var renderer = await host.OpenAsync(Page("", Head + React));
        var html = await renderer.Page.EvaluateAsync<string>("load('react-dom/server').renderToString(h(App, {}))");
        var page = await host.OpenAsync(Page($"<div id=root>{html}</div>", Head + Script + React), width, scheme);
        await DrawnAsync(page, "/harbour-2");

        await page.Page.EvaluateAsync("""
            () => {
              window.wrong = [];
              window.root = load('react-dom/client').hydrateRoot(document.getElementById('root'), h(App),
                { onRecoverableError: error => wrong.push(String(error)) });
            }
            """);
        await page.Page.WaitForTimeoutAsync(300);

        await DrawnAsync(page, "/harbour-2");
        Assert.Empty(await page.Page.EvaluateAsync<string[]>("wrong"));
        Assert.DoesNotContain(page.Complaints, complaint => complaint.Contains("hydrat", StringComparison.OrdinalIgnoreCase));

        await page.Page.EvaluateAsync("root.render(h(App, { url: '/hospital-1' }))");
        await DrawnAsync(page, "/hospital-2");
        Assert.Equal(1, await page.Page.Locator(".recommender").CountAsync());
    }

    [Fact]
    public async Task A_single_page_site_gets_the_block_of_each_of_its_addresses()
    {
        var page = await host.OpenAsync(Page($"<h1>T</h1>{Block}"));
        await DrawnAsync(page, "/harbour-2");

        // The location first, and the head later or never: both happen.
        await page.Page.EvaluateAsync("history.pushState(0, '', '/hospital-1')");
        await DrawnAsync(page, "/hospital-2");
        await page.Page.EvaluateAsync("""
            () => {
              history.pushState(0, '', '/meteorite-1');
              document.querySelector('link[rel=canonical]').href = '/meteorite-1';
            }
            """);
        await DrawnAsync(page, "/meteorite-2");
        var asked = page.Requests.Count;
        await page.Page.EvaluateAsync("history.replaceState(0, '', '/meteorite-1?tab=2#x')");
        await page.Page.WaitForTimeoutAsync(200);
        Assert.Equal(asked, page.Requests.Count);
        await page.Page.EvaluateAsync("history.go(-2)");
        await DrawnAsync(page, "/harbour-2");
        Assert.Equal(1, await page.Page.Locator(".recommender").CountAsync());
        Assert.Empty(page.Errors);
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task Turbo_visits_and_restored_pages_have_one_block_each(int width)
    {
        const string Turbo = "<script src='/npm/@hotwired/turbo/dist/turbo.es2017-umd.js'></script>";
        var line = $"<script async src='{Origin}/embed.js' data-site=default data-fallback=true></script>";
        var second = Head.Replace("harbour-1", "hospital-1", StringComparison.Ordinal);
        var third = Head.Replace("harbour-1", "meteorite-1", StringComparison.Ordinal);
        var page = await host.OpenAsync(new Dictionary<string, string>
        {
            ["/harbour-1"] = Page($"<h1>1</h1><a id=next href='/hospital-1'>Next</a>{Block}", Head + Turbo + Script),
            ["/hospital-1"] = Page($"<h1>2</h1><a id=third href='/meteorite-1'>Third</a>{Block}", second + Turbo + Script),
            ["/meteorite-1"] = Page($"<h1>3</h1>{line}", third + Turbo + Script),
        }, width);
        await DrawnAsync(page, "/harbour-2");

        await page.Page.ClickAsync("#next");
        await DrawnAsync(page, "/hospital-2");
        await page.Page.ClickAsync("#third");
        await DrawnAsync(page, "/meteorite-2");
        await page.Page.GoBackAsync();
        await DrawnAsync(page, "/hospital-2");
        await page.Page.GoForwardAsync();
        await DrawnAsync(page, "/meteorite-2");
        Assert.Equal(1, await page.Page.Locator(".recommender").CountAsync());
        Assert.Empty(page.Errors);
    }

    [Theory]
    [InlineData("jquery", 390)]
    [InlineData("jquery4", 1440)]
    public async Task Articles_that_jQuery_adds_have_blocks_by_element_and_by_line(string package, int width)
    {
        var page = await host.OpenAsync(Page(
            "<article><h1>1</h1><recommender-block limit=1></recommender-block></article><div id=more></div>",
            Head + Script + $"<script src='/npm/{package}/dist/jquery.js'></script>"), width);
        await DrawnAsync(page, "/harbour-2");

        await page.Page.EvaluateAsync("""
            jQuery('#more').append("<article><h1>2</h1><recommender-block limit=1 url='/hospital-1'></recommender-block></article>")
            """);
        await DrawnAsync(page, "/hospital-2", "#more article:nth-of-type(1)");
        await page.Page.EvaluateAsync($"""
            jQuery('#more').append("<article><h1>3</h1>"
              + "<script async src='{Origin}/embed.js' data-site=default data-limit=1 data-url='/meteorite-1'></"+"script></article>")
            """);
        await DrawnAsync(page, "/meteorite-2", "#more article:nth-of-type(2)");
        await page.Page.EvaluateAsync("""
            document.querySelector('#more').insertAdjacentHTML('beforeend',
              "<article><h1>4</h1><recommender-block limit=2 fallback=true url='/choir'></recommender-block></article>")
            """);
        await Expect(page.Page.Locator("#more article:nth-of-type(3) .recommender a").First).ToBeAttachedAsync();
        var shown = await page.Page.Locator(".recommender a").EvaluateAllAsync<string[]>("links => links.map(link => link.href)");
        Assert.Equal(shown.Length, shown.Distinct().Count());
    }

    [Fact]
    public async Task A_tag_manager_may_load_the_script_again_and_without_attributes()
    {
        var page = await host.OpenAsync(Page($"<h1>T</h1>{Block}", Head));

        await page.Page.EvaluateAsync($$"""
            () => [1, 2].forEach(() => {
              const script = document.createElement('script');
              script.src = '{{Origin}}/embed.js';
              document.head.append(script);
            })
            """);

        await DrawnAsync(page, "/harbour-2");
        Assert.Equal(1, await page.Page.Locator(".recommender").CountAsync());
    }

    [Fact]
    public async Task A_bundle_and_a_module_know_the_service()
    {
        var script = await host.ReadAsync("/embed.js");
        var bundle = await host.OpenAsync(new Dictionary<string, string>
        {
            ["/harbour-1"] = Page($"<h1>T</h1>{Block}", Head + "<script src='/bundle.js'></script>"),
            ["/bundle.js"] = "let a = 1;\n" + script,
        });
        await DrawnAsync(bundle, "/harbour-2");

        var module = await host.OpenAsync(
            Page($"<h1>T</h1>{Block}", Head + $"<script type=module>import '{Origin}/embed.js'</script>"));
        await DrawnAsync(module, "/harbour-2");
    }

    [Fact]
    public async Task A_line_in_the_head_and_a_page_without_element_are_reported()
    {
        var head = await host.OpenAsync(
            Page("<h1>T</h1>", Head + $"<script async src='{Origin}/embed.js' data-site=default></script>"));
        await head.Page.WaitForTimeoutAsync(300);
        Assert.StartsWith("warning: No related articles: no place for <script", Assert.Single(head.Told), StringComparison.Ordinal);

        var page = await host.OpenAsync(Page("<h1>T</h1>"));
        await page.Page.WaitForTimeoutAsync(1500);
        Assert.StartsWith("info: No related articles: the page has no <rec", Assert.Single(page.Told), StringComparison.Ordinal);
    }

    private static async Task DrawnAsync(OpenPage page, string first, string place = "body")
    {
        await page.Page.Mouse.MoveAsync(5, 5);
        var link = page.Page.Locator($"{place} .recommender a").First;
        await Expect(link).ToHaveAttributeAsync("href", Site + first);
        await page.Page.Mouse.MoveAsync(5, 6);
        await Expect(link).ToBeVisibleAsync();
    }
}

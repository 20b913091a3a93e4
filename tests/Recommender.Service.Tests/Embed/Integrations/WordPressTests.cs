using System.Net;
using System.Text.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Recommender.Service.Tests.Delivery.Edge;

namespace Recommender.Service.Tests.Embed.Integrations;

/// <summary>The instructions for WordPress, followed in a real one. Run by <c>tests/in-wordpress</c>, which provides its address.</summary>
public sealed class WordPressTests
{
    private const string Secret = "a long secret used only by this test";

    /// <summary>Records layout shifts for the failure message.</summary>
    private const string Moved =
        "window.moved = ''; new PerformanceObserver(list => list.getEntries().forEach(entry => "
        + "window.moved += ` ${Math.round(entry.startTime)} ms, ${entry.value}: ` + entry.sources.map(source => "
        + "`${source.node?.outerHTML?.slice(0, 80) ?? source.node?.nodeName} ${JSON.stringify(source.previousRect)} "
        + "${JSON.stringify(source.currentRect)}`).join('; '))).observe({ type: 'layout-shift', buffered: true });";

    private static readonly string? Blog = Environment.GetEnvironmentVariable("RECOMMENDER_WORDPRESS");
    private static readonly string? Password = Environment.GetEnvironmentVariable("RECOMMENDER_WORDPRESS_PASSWORD");
    private static readonly string Service = $"http://127.0.0.1:{PurgeTarget.FreePort()}";

    private static readonly HttpClient Client = new();

    [Fact]
    public async Task The_plugin_shows_blocks_reports_posts_and_never_breaks_a_page()
    {
        Assert.SkipWhen(Blog is null, "run by tests/in-wordpress");
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Root, "appsettings.json"), JsonSerializer.Serialize(new
        {
            Recommender = new { Fetching = new { AllowPrivateAddresses = true },
                Sites = new { @default = new { Push = new { WebhookSecrets = new[] { Secret } } } } },
        }), TestContext.Current.CancellationToken);
        await using var browser = new TestBrowser();
        var editor = await (await browser.NewContextAsync()).NewPageAsync();
        await SignInAsync(editor);
        foreach (var article in TestArticles.Newsroom)
        {
            await PublishAsync(editor, article.Title, article.Text);
        }

        await DoAsync(folder, "import", Blog!);
        await DoAsync(folder, "train");
        using var service = await ServeAsync(folder);
        var (id, address) =
            await PublishAsync(editor, "Barges & <em>silt</em>", "Dredging barges lift silt from the harbour channel again.");
        var bare = await ReadAsync(browser, address);
        await InstallAsync(editor);
        // Saved once more, because the webhook is configured now.
        await PublishAsync(editor, "Barges & <em>silt</em>", "Dredging barges lift silt from the harbour channel again.", id);
        Assert.Equal("Barges & silt", (await KnownAsync(address)).GetProperty("article").GetProperty("title").GetString());
        var reader = await ReadAsync(browser, address);
        var block = await reader.ScrollToBlockAsync();
        await Assertions.Expect(block.GetByRole(AriaRole.Heading, new() { Name = "Related articles" })).ToBeVisibleAsync();
        await Assertions.Expect(block.GetByRole(AriaRole.Link)).ToHaveCountAsync(5);
        await Assertions.Expect(block).ToHaveCountAsync(1);
        Assert.Equal("list", await block.GetAttributeAsync("data-layout"));
        // Layout shifts of the theme itself, which also occur without the plugin, do not count.
        var (theme, shift) = (await bare.ShiftAsync(), await reader.ShiftAsync());
        Assert.True(shift <= theme, $"layout shift {shift}, allowed {theme}: {await reader.Page.EvaluateAsync<string>("window.moved")}");
        var axe = await reader.Page.Locator(".recommender").RunAxe();
        Assert.True(axe.Violations.Length == 0, string.Join("; ", axe.Violations.Select(Words)));
        Assert.Empty(reader.Complaints);
        await reader.PictureAsync("wordpress");
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"published by REST, pushed, shown: 5 links, axe clean, layout shift {shift}, without the plugin {theme}; "
                + $"{await bare.Page.EvaluateAsync<string>("window.moved")}");

        await PublishAsync(editor, "Silt, a new version", "Dredging barges lift silt from the harbour channel.", id);
        Assert.Equal("Silt, a new version", (await KnownAsync(address)).GetProperty("article").GetProperty("title").GetString());

        Assert.True(await service.KillAsync());
        var down = await ReadAsync(browser, address);
        await Assertions.Expect(down.Page.Locator(".recommender a")).ToHaveCountAsync(5);
        var (_, unseen) = await PublishAsync(editor, "While it is away", "The service is down, and the post is published all the same.");
        var whole = await ReadAsync(browser, unseen);
        await Assertions.Expect(whole.Page.GetByText("published all the same")).ToBeVisibleAsync();
        await Assertions.Expect(whole.Page.Locator("footer").Last).ToBeAttachedAsync();
        Assert.Equal((0, 0d), (await whole.Page.Locator(".recommender").CountAsync(), await whole.ShiftAsync()));
        Assert.Empty(whole.Complaints.Concat(whole.Errors));
        await editor.GotoAsync($"{Blog}/wp-admin/options-general.php?page=recommender");
        await Assertions.Expect(editor.GetByText("The service could not be notified of a post")).ToBeVisibleAsync();
        Assert.DoesNotContain(Secret, await editor.ContentAsync(), StringComparison.Ordinal);

        using var again = await ServeAsync(folder);
        await SendAsync(editor, "DELETE", $"posts/{id}", null);
        Assert.Equal(HttpStatusCode.NotFound, (await Client.GetAsync(Related(address), TestContext.Current.CancellationToken)).StatusCode);
        await editor.ReloadAsync();
        await Assertions.Expect(editor.GetByText("The service was last notified of a post")).ToBeVisibleAsync();
        Assert.True(await again.KillAsync());
    }

    private static async Task DoAsync(TestFolder folder, params string[] verb)
    {
        using var process = new RecommenderProcess(folder.Root, verb);
        var code = await process.EndAsync();
        Assert.True(code == 0, (await process.OutputAsync()).Errors);
    }

    private static async Task<RecommenderProcess> ServeAsync(TestFolder folder)
    {
        var process = new RecommenderProcess(folder.Root, ["serve", "--urls", Service]);
        while (!process.HasExited)
        {
            try
            {
                (await Client.GetAsync($"{Service}/healthz/ready", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
                return process;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }

        throw new InvalidOperationException((await process.OutputAsync()).Errors);
    }

    private static async Task SignInAsync(IPage editor)
    {
        await editor.GotoAsync($"{Blog}/wp-login.php");
        await editor.Locator("#user_login").FillAsync("editor");
        await editor.Locator("#user_pass").FillAsync(Password!);
        await editor.Locator("#wp-submit").ClickAsync();
        await editor.WaitForURLAsync("**/wp-admin/**");
    }

    private static async Task InstallAsync(IPage editor)
    {
        await editor.GotoAsync($"{Service}/integrations/wordpress");
        var address = await editor.Locator("#address").InnerTextAsync();
        var download = await editor.RunAndWaitForDownloadAsync(() => editor.GetByText("recommender.zip").ClickAsync());
        var zip = await download.PathAsync();

        await editor.GotoAsync($"{Blog}/wp-admin/plugin-install.php?tab=upload");
        await editor.Locator("#pluginzip").SetInputFilesAsync(new FilePayload
        {
            Name = "recommender.zip", MimeType = "application/zip",
            Buffer = await File.ReadAllBytesAsync(zip, TestContext.Current.CancellationToken),
        });
        await editor.Locator("#install-plugin-submit").ClickAsync();
        await editor.GetByText("Activate Plugin").ClickAsync();

        await editor.GotoAsync($"{Blog}/wp-admin/options-general.php?page=recommender");
        await editor.GetByLabel("Service address").FillAsync(address);
        await editor.GetByLabel("Webhook secret").FillAsync(Secret);
        await editor.GetByLabel("Layout").SelectOptionAsync("list");
        await editor.GetByLabel("Fill blocks with the newest articles.").CheckAsync();
        await editor.Locator("#submit").ClickAsync();
        await Assertions.Expect(editor.GetByText("A secret is set; leave empty to keep it.")).ToBeVisibleAsync();
    }

    private static async Task<(int Id, string Address)> PublishAsync(IPage editor, string title, string text, int? id = null)
    {
        var post = await SendAsync(
            editor, "POST", id is null ? "posts" : $"posts/{id}", new { title, content = $"<p>{text}</p>", status = "publish" });
        return (post.GetProperty("id").GetInt32(), post.GetProperty("link").GetString()!);
    }

    // As in the block editor: with the session cookie and a nonce.
    private static async Task<JsonElement> SendAsync(IPage editor, string method, string path, object? body)
    {
        var nonce = await (await editor.APIRequest.GetAsync($"{Blog}/wp-admin/admin-ajax.php?action=rest-nonce")).TextAsync();
        var answer = await editor.APIRequest.FetchAsync($"{Blog}/wp-json/wp/v2/{path}", new()
        {
            Method = method, DataObject = body, Headers = new Dictionary<string, string> { ["X-WP-Nonce"] = nonce },
        });
        Assert.True(answer.Ok, await answer.TextAsync());
        return JsonDocument.Parse(await answer.TextAsync()).RootElement;
    }

    private static async Task<JsonElement> KnownAsync(string address) =>
        JsonDocument.Parse(await Client.GetStringAsync(Related(address), TestContext.Current.CancellationToken)).RootElement;

    private static string Related(string address) => $"{Service}/v1/default/related?url={Uri.EscapeDataString(address)}";

    private static async Task<OpenPage> ReadAsync(TestBrowser browser, string address)
    {
        var page = await (await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1000, Height = 900 } })).NewPageAsync();
        var open = new OpenPage(page);
        await page.AddInitScriptAsync(EmbedBrowserTests.Watch);
        await page.AddInitScriptAsync(Moved);
        await page.GotoAsync(address);
        return open;
    }

    private static string Words(AxeResultItem violation) =>
        $"{violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}";
}

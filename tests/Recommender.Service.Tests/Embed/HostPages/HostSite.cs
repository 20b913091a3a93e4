using System.Diagnostics;
using Microsoft.Playwright;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Embed.HostPages;

/// <summary>
/// The service at one https host and a site that shows its blocks at another, in a real browser. Pages are given as text; packages come
/// from npm, in the versions of tests/host-pages.
/// </summary>
public sealed class HostSite : IAsyncLifetime
{
    public const string Origin = "https://related.example";
    public const string Site = "https://example.org";

    /// <summary>The head of a page with the script, and with the canonical address of an article.</summary>
    public const string Head = $"<meta charset=utf-8><meta name=viewport content='width=device-width'><title>A page</title>"
        + $"<link rel=canonical href='{Site}/harbour-1'>"
        + "<style>:root{color-scheme:light dark} body{font-family:sans-serif;margin:1rem}</style>";

    public const string Script = $"<script async src='{Origin}/embed.js'></script>";
    public const string Block = "<recommender-block site=default fallback=true></recommender-block>";

    private readonly TestBrowser _browser = new();
    private RunningService _service = null!;

    /// <summary>Text of about two screens.</summary>
    public static string Story { get; } =
        string.Concat(Enumerable.Repeat("<p>The barges lifted silt from the channel all night, and the tide took it back.</p>", 60));

    public async ValueTask InitializeAsync()
    {
        await InstallAsync();
        var folder = await new TestFolder()
            .WithAsync([.. Newsroom.Select(article => article with { Image = $"{Site}/{article.SourceId}.svg" })]);
        await folder.TrainAsync();
        _service = await RunningService.StartAsync(folder, ("Recommender:PublicUrl", Origin));
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _service.DisposeAsync();
    }

    internal static string Page(string body, string head = Head + Script, string attributes = "lang=en") =>
        $"<!DOCTYPE html><html {attributes}><head>{head}</head><body>{body}</body></html>";

    /// <summary>What a path of the service answers.</summary>
    internal Task<string> ReadAsync(string path) => _service.Client.GetStringAsync(path, TestContext.Current.CancellationToken);

    internal Task<HttpResponseMessage> GetAsync(string path) => _service.GetAsync(path);

    /// <summary>Opens a page.</summary>
    /// <param name="pages">The site's pages by path; the first is opened.</param>
    /// <param name="width">The window's width in pixels; it is 900 high.</param>
    /// <param name="scheme">Light or dark.</param>
    /// <param name="headers">Headers of all pages.</param>
    /// <param name="trouble">What becomes of requests for blocks.</param>
    internal async Task<OpenPage> OpenAsync(Dictionary<string, string> pages, int width = 1440,
        ColorScheme scheme = ColorScheme.Light, Dictionary<string, string>? headers = null, Trouble trouble = Trouble.None)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme,
        });
        var page = await context.NewPageAsync();
        var open = new OpenPage(page);
        await context.RouteAsync(Site + "/**", route => AnswerAsync(route, pages, headers));
        await context.RouteAsync(Origin + "/**", route => PassOnAsync(route, open, trouble));
        await page.AddInitScriptAsync(EmbedBrowserTests.Watch);
        await page.GotoAsync(Site + pages.Keys.First());
        return open;
    }

    internal Task<OpenPage> OpenAsync(string html, int width = 1440, ColorScheme scheme = ColorScheme.Light,
        Dictionary<string, string>? headers = null, Trouble trouble = Trouble.None) =>
        OpenAsync(new Dictionary<string, string> { ["/harbour-1"] = html }, width, scheme, headers, trouble);

    private static Task AnswerAsync(IRoute route, Dictionary<string, string> pages, Dictionary<string, string>? headers)
    {
        var path = new Uri(route.Request.Url).AbsolutePath;
        if (path.StartsWith("/npm/", StringComparison.Ordinal))
        {
            return route.FulfillAsync(new() { Path = Path.Combine(Packages, path[5..]), ContentType = "text/javascript; charset=utf-8" });
        }

        if (pages.TryGetValue(path, out var text))
        {
            var type = path.EndsWith(".js", StringComparison.Ordinal) ? "text/javascript" : "text/html";
            return route.FulfillAsync(new() { Body = text, Headers = new Dictionary<string, string>(headers ?? [])
                { ["Content-Type"] = type + "; charset=utf-8" } });
        }

        return path.EndsWith("-2.svg", StringComparison.Ordinal) || !path.EndsWith(".svg", StringComparison.Ordinal)
            ? route.FulfillAsync(new() { Status = 404, Body = "" })
            : route.FulfillAsync(new()
            {
                Body = "<svg xmlns='http://www.w3.org/2000/svg' width='480' height='300'>"
                    + "<rect width='480' height='300' fill='teal'/></svg>",
                ContentType = "image/svg+xml",
            });
    }

    private async Task PassOnAsync(IRoute route, OpenPage open, Trouble trouble)
    {
        var asked = new Uri(route.Request.Url);
        open.All.Add(asked.PathAndQuery);
        if (asked.AbsolutePath.StartsWith("/v1/", StringComparison.Ordinal))
        {
            open.Requests.Add(route.Request.Url);
            if (trouble != Trouble.None)
            {
                await trouble.AnswerAsync(route);
                return;
            }
        }

        await route.FulfillAsync(new() { Response = await route.FetchAsync(
            new() { Url = new Uri(_service.Address, asked.PathAndQuery).AbsoluteUri }) });
    }

    private static string Packages { get; } = Path.Combine(Root(), "tests", "host-pages", "node_modules");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Recommender.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the tests run outside of the repository");
        }

        return folder.FullName;
    }

    // One class at a time: several would install over each other.
    private static readonly SemaphoreSlim Installing = new(1);

    private static async Task InstallAsync()
    {
        await Installing.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (!Directory.Exists(Packages))
            {
                using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--silent"])
                {
                    WorkingDirectory = Path.GetDirectoryName(Packages),
                })!;
                await npm.WaitForExitAsync(TestContext.Current.CancellationToken);
                Assert.Equal(0, npm.ExitCode);
            }
        }
        finally
        {
            Installing.Release();
        }
    }
}

using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Recommender.Service.Tests.Chromium))]

namespace Recommender.Service.Tests;

/// <summary>
/// Debian's Chromium without its own network requests. Started once, because a start takes seconds and a new context nearly nothing. If
/// chromium-headless-shell is installed, it is used: it does the same in a third of the time.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Programs = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
    private static readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> Started = new(StartAsync);

    internal static async Task<IBrowser> BrowserAsync() => (await Started.Value).Browser;

    public async ValueTask DisposeAsync()
    {
        if (Started.IsValueCreated)
        {
            var (driver, browser) = await Started.Value;
            await browser.CloseAsync();
            driver.Dispose();
        }
    }

    private static async Task<(IPlaywright Driver, IBrowser Browser)> StartAsync()
    {
        var driver = await Playwright.CreateAsync();
        return (driver, await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Array.Find(Programs, File.Exists) ?? Programs[0],
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        }));
    }
}

/// <summary>The browser contexts of one test, without the cookies of other tests; disposing closes them.</summary>
internal sealed class TestBrowser : IAsyncDisposable
{
    private readonly List<IBrowserContext> _contexts = [];

    public async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions? options = null)
    {
        var context = await (await Chromium.BrowserAsync()).NewContextAsync(options);
        _contexts.Add(context);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in _contexts)
        {
            await context.CloseAsync();
        }
    }
}

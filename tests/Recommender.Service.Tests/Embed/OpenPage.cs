using Microsoft.Playwright;

namespace Recommender.Service.Tests.Embed;

/// <summary>A browser page, with its requests to the service and its errors.</summary>
internal sealed class OpenPage
{
    public OpenPage(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => Errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Text.StartsWith("No related articles", StringComparison.Ordinal))
            {
                Told.Add($"{message.Type}: {message.Text}");
            }
            else if (message.Type is "error" or "warning")
            {
                Complaints.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    public List<string> Requests { get; } = [];

    /// <summary>All paths of the service that were requested.</summary>
    public List<string> All { get; } = [];

    /// <summary>Script errors.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Console messages; the browser itself logs failed requests there.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Messages of the block's script.</summary>
    public List<string> Told { get; } = [];

    /// <summary>Scrolls down like a reader until the block appears.</summary>
    public async Task<ILocator> ScrollToBlockAsync()
    {
        var block = Page.Locator(".recommender");
        await Page.Mouse.MoveAsync(200, 400);
        for (var i = 0; i < 100 && await block.CountAsync() == 0; i++)
        {
            await Page.Mouse.WheelAsync(0, 120);
            await Page.WaitForTimeoutAsync(50);
        }

        Assert.True(await block.CountAsync() > 0,
            $"no block appeared; requested: {string.Join(", ", Requests)}; messages: {string.Join("; ", Complaints.Concat(Errors))}");
        await block.Locator("a").First.ScrollIntoViewIfNeededAsync();
        await Page.WaitForTimeoutAsync(300);
        return block;
    }

    /// <summary>The cumulative layout shift so far.</summary>
    public Task<double> ShiftAsync() => Page.EvaluateAsync<double>("window.shift");

    /// <summary>Saves a screenshot if the environment names a folder for it.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("RECOMMENDER_PICTURES") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = false });
        }
    }
}

/// <summary>Simulated problems of the service; with None the service itself answers.</summary>
public enum Trouble
{
    None,
    Down,
    Slow,
    Garbage,
    OtherPage,
    Unavailable,
    Nothing,
}

internal static class Troubles
{
    public static async Task AnswerAsync(this Trouble trouble, IRoute route)
    {
        switch (trouble)
        {
            case Trouble.Down:
                await route.AbortAsync("connectionrefused");
                break;
            case Trouble.Slow:
                // Never answered: the script must give up by itself.
                break;
            case Trouble.Garbage:
                await route.FulfillAsync(Of(200, "text/html", "\u0000\u0001<<<section class=recommender<img src=x onerror=fail()>"));
                break;
            case Trouble.OtherPage:
                await route.FulfillAsync(Of(200, "text/html",
                    "<!DOCTYPE html><body><h1 id=not-ours>Buy this domain</h1><script>throw new Error('ran')</script>"));
                break;
            case Trouble.Unavailable:
                await route.FulfillAsync(Of(503, "application/problem+json", "{}"));
                break;
            default:
                await route.FulfillAsync(Of(200, "text/html", ""));
                break;
        }
    }

    private static RouteFulfillOptions Of(int status, string type, string body) => new()
    {
        Status = status, ContentType = type, Body = body,
        Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*", ["Content-Type"] = type },
    };
}

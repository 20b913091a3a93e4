using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Recommender.Service.Articles;
using Recommender.Service.People;
using Recommender.Service.Tests.People;

namespace Recommender.Service.Tests.Desk;

/// <summary>A service with two editors and a chief editor, and the browser in which they work.</summary>
internal sealed class EditingDesk : IAsyncDisposable
{
    public static readonly string Choir = ArticleKey.Of("choir");

    public TestBrowser Browser { get; } = new();

    public RunningService Service { get; private set; } = null!;

    public async ValueTask StartAsync()
    {
        var folder = await new TestFolder().WithAsync(TestArticles.Newsroom);
        await folder.TrainAsync();
        Service = await RunningService.StartAsync(
            folder, ("Recommender:SignIn:TriesPerMinute", "1000"), ("Recommender:TimeZone", "Europe/Berlin"),
            ("Recommender:Block:DefaultLimit", "6"), ("Recommender:Block:FillByDefault", "true"));
        await Service.PersonAsync("mila", Role.Editor, "default", "Mila Brandt");
        await Service.PersonAsync("tom", Role.Editor, "default", "Tom Rehm");
        await Service.PersonAsync("carla", Role.ChiefEditor, "default", "Carla Voss");
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await Service.DisposeAsync();
    }

    public static Task NoticeAsync(IPage page, string text) =>
        Assertions.Expect(page.Locator("#content .notice").First).ToContainTextAsync(text);

    /// <summary>The titles of the article's block as served to readers.</summary>
    public async Task<string[]> PublicAsync()
    {
        var page = await (await Service.GetAsync($"/v1/default/block?key={Choir}")).Content.ReadAsStringAsync(
            TestContext.Current.CancellationToken);
        return [.. Regex.Matches(page, "recommender-title\"[^>]*>([^<]+)<").Select(match => match.Groups[1].Value)];
    }

    public async Task<IPage> SignedInAsync(string name)
    {
        var page = await OpenAsync(1440, ColorScheme.Light);
        await SignInAsync(page, name);
        return page;
    }

    public async Task SignInAsync(IPage page, string name)
    {
        await page.GotoAsync(Url("/desk/-/sign-in"));
        await page.GetByLabel("Sign-in name").FillAsync(name);
        await page.GetByLabel("Password").FillAsync(Guests.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(Url("/desk/default"));
    }

    public async Task<IPage> OpenAsync(int width, ColorScheme scheme) => await (await Browser.NewContextAsync(new BrowserNewContextOptions
    {
        ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme,
    })).NewPageAsync();

    public string Url(string path) => new Uri(Service.Address, path).AbsoluteUri;
}

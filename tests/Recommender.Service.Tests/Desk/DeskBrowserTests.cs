using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Clicks;
using Recommender.Service.People;
using Recommender.Service.Tests.Clicks;
using Recommender.Service.Tests.People;

namespace Recommender.Service.Tests.Desk;

/// <summary>The desk in a real browser.</summary>
public sealed class DeskBrowserTests : IAsyncLifetime
{
    private readonly TestBrowser _browser = new();
    private RunningService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await Guests.ServiceAsync();
        await _service.PersonAsync("boss", Role.Administrator, name: "Ines Boss");
        await _service.PersonAsync("mila", Role.Editor, "default", "Mila Brandt");
        await _service.Get<ApiKeyStore>()
            .AddAsync("nightly export", "default", Role.Viewer, _service.Clock.GetUtcNow().AddDays(9), Actor.Operator,
            TestContext.Current.CancellationToken);
        await _service.Get<ClickStore>().PutAsync(
            ("harbour-1", "choir", 1, BlockSource.Pin, Counting.Today, 1000, 10),
            ("harbour-1", "harbour-2", 2, BlockSource.Model, Counting.Today, 1000, 100),
            ("choir", "harbour-2", 1, BlockSource.Model, Counting.Today, 9000, 900));
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    public async Task Every_page_is_accessible_fits_the_screen_and_logs_no_errors(int width, ColorScheme scheme)
    {
        var complaints = new List<string>();
        var page = await OpenAsync(width, scheme, complaints);
        var first = await _service.Get<OneTimeLinkStore>().ForPasswordAsync(
            (await _service.Get<PersonStore>().FindBySignInAsync("mila", TestContext.Current.CancellationToken))!, Actor.Operator,
            TestContext.Current.CancellationToken);
        await CheckAsync(page, "/desk/-/sign-in", width, scheme);
        await CheckAsync(page, $"/desk/-/password?link={first}", width, scheme);
        await CheckAsync(page, "/desk/-/password?link=none", width, scheme);
        await page.GotoAsync(Url("/desk/-/sign-in"));
        await FillAsync(page, "boss", "wrong password");
        await CheckAsync(page, null, width, scheme);
        await SignInAsync(page, "boss");

        foreach (var path in new[] { "/desk/default", "/desk/default/articles", "/desk/default/articles?q=title",
            "/desk/default/articles?q=zzz", $"/desk/default/articles/{ArticleKey.Of("choir")}", "/desk/default/clicks",
            "/desk/default/clicks?days=7", "/desk/default/imports", "/desk/default/runs", "/desk/-/people", "/desk/-/keys",
            "/desk/-/account", "/desk/nowhere" })
        {
            await CheckAsync(page, path, width, scheme);
        }

        await page.GotoAsync(Url("/desk/-/people"));
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("New <b>colleague</b>");
        await page.GetByLabel("Sign-in name").FillAsync("new");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create invitation link" }).ClickAsync();
        await Assertions.Expect(page.Locator(".secret")).ToBeVisibleAsync();
        await page.Locator("summary").First.ClickAsync();
        await CheckAsync(page, null, width, scheme);

        Assert.Empty(complaints);
    }

    [Fact]
    public async Task The_first_administrator_page_is_accessible_and_leads_to_the_desk()
    {
        await using var fresh = await Guests.ServiceAsync();
        var link = await fresh.Get<OneTimeLinkStore>().ForFirstAdministratorAsync(TestContext.Current.CancellationToken);
        var page = await OpenAsync(390, ColorScheme.Light, []);
        await page.GotoAsync(new Uri(fresh.Address, $"/desk/-/first-administrator?link={link}").AbsoluteUri);
        await AxeAsync(page);
        await ShootAsync(page, "first-administrator", 390, ColorScheme.Light);

        await page.GetByLabel("Your name").FillAsync("Ines Boss");
        await page.GetByLabel("Sign-in name").FillAsync("ines");
        await page.GetByLabel("Password").FillAsync(Guests.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Become administrator" }).ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(new Uri(fresh.Address, "/desk/default").AbsoluteUri);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "People" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_editor_signs_in_and_finds_an_article_with_the_keyboard_only()
    {
        var page = await OpenAsync(1440, ColorScheme.Light, []);
        await page.GotoAsync(Url("/desk/default/articles"));
        await page.GetByLabel("Sign-in name").FocusAsync();
        await page.Keyboard.TypeAsync("mila");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(Guests.Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/desk/default/articles$"));

        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".skip")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByLabel("Find an article")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("dredg cou");
        await Assertions.Expect(page.Locator("#results a")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#results-count")).ToHaveTextAsync("1 article.");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("q=dredg"));
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Title of harbour-2" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(page.GetByLabel("Find an article")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_slash_leads_to_the_search_and_filters_change_the_results_at_once()
    {
        var page = await OpenAsync(390, ColorScheme.Dark, []);
        await SignInAsync(page, "mila");
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.GetByLabel("Find an article")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("title/");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#q")).ToHaveValueAsync("title/");

        await page.GetByText("Filters").ClickAsync();
        await page.GetByLabel("Section").FillAsync("harbour");
        await Assertions.Expect(page.Locator("#results h2 a")).ToHaveCountAsync(2);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("section=harbour"));
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByLabel("Section")).ToHaveValueAsync("harbour");
        await Assertions.Expect(page.Locator("#results h2 a")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task The_search_works_without_JavaScript()
    {
        await using var context = await _browser.NewContextAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await SignInAsync(page, "mila");
        await page.GetByLabel("Find an article").FillAsync("choir");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Title of choir" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_administrator_invites_a_colleague_who_signs_in_with_the_link_and_signs_out()
    {
        var boss = await OpenAsync(1440, ColorScheme.Light, []);
        await SignInAsync(boss, "boss");
        await boss.GetByRole(AriaRole.Link, new() { Name = "People" }).ClickAsync();
        await boss.GetByLabel("Name", new() { Exact = true }).FillAsync("Tom");
        await boss.GetByLabel("Sign-in name").FillAsync("tom");
        await boss.Locator("section:has(#invite)").GetByLabel("Role").SelectOptionAsync("editor");
        await boss.GetByRole(AriaRole.Button, new() { Name = "Create invitation link" }).ClickAsync();
        var link = await boss.Locator(".secret").InnerTextAsync();

        var tom = await OpenAsync(390, ColorScheme.Light, []);
        await tom.GotoAsync(link);
        await tom.GetByLabel("Password").FillAsync(Guests.Password);
        await tom.GetByRole(AriaRole.Button, new() { Name = "Set password and sign in" }).ClickAsync();
        await Assertions.Expect(tom).ToHaveURLAsync(Url("/desk/default"));
        await tom.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(tom.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    private async Task SignInAsync(IPage page, string name)
    {
        await page.GotoAsync(Url("/desk/-/sign-in"));
        await FillAsync(page, name, Guests.Password);
        await Assertions.Expect(page).ToHaveURLAsync(Url("/desk/default"));
    }

    private static async Task FillAsync(IPage page, string name, string password)
    {
        await page.GetByLabel("Sign-in name").FillAsync(name);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private async Task CheckAsync(IPage page, string? path, int width, ColorScheme scheme)
    {
        if (path is not null)
        {
            await page.GotoAsync(Url(path));
        }

        await AxeAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{page.Url} scrolls sideways");
        await ShootAsync(page, Regex.Replace(path ?? page.Url[(page.Url.IndexOf('/', 8))..] + "-after", "[^a-z]+", "-"), width, scheme);
    }

    private static async Task AxeAsync(IPage page)
    {
        // Nothing can be evaluated in the frame of a preview, where scripts are off; the tests of the block check it.
        var axe = await page.RunAxe(new AxeRunContext { Exclude = [new AxeSelector("iframe")] });
        Assert.True(
            axe.Violations.Length == 0,
            $"{page.Url}: "
            + string.Join("; ", axe.Violations.Select(found => $"{found.Id}: {string.Join(", ", found.Nodes.Select(node => node.Html))}")));
    }

    // For visual inspection, only if a folder is named.
    private static async Task ShootAsync(IPage page, string name, int width, ColorScheme scheme)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}-{width}-{scheme}.png"),
                FullPage = true });
        }
    }

    private string Url(string path) => new Uri(_service.Address, path).AbsoluteUri;

    private async Task<IPage> OpenAsync(int width, ColorScheme scheme, List<string> complaints)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme, BypassCSP = false,
        });
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            // Answers with 400 and 404 are expected here.
            if (message.Type == "error" && !message.Text.Contains("400", StringComparison.Ordinal)
                && !message.Text.Contains("404", StringComparison.Ordinal))
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
        return page;
    }
}

using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Recommender.Service.Articles;
using Recommender.Service.Editing;
using Recommender.Service.People;
using Recommender.Service.Rules;
using Recommender.Service.Tests.People;

namespace Recommender.Service.Tests.Desk;

/// <summary>Editors' work at the desk in a real browser, and its effect for readers.</summary>
public sealed class DeskFlowTests : IAsyncLifetime
{
    private static readonly string Choir = ArticleKey.Of("choir");
    private readonly TestBrowser _browser = new();
    private RunningService _service = null!;

    public async ValueTask InitializeAsync()
    {
        var folder = await new TestFolder().WithAsync(TestArticles.Newsroom);
        await folder.TrainAsync();
        _service = await RunningService.StartAsync(
            folder, ("Recommender:SignIn:TriesPerMinute", "1000"), ("Recommender:TimeZone", "Europe/Berlin"));
        await _service.PersonAsync("mila", Role.Editor, "default", "Mila Brandt");
        await _service.PersonAsync("tom", Role.Editor, "default", "Tom Rehm");
        await _service.PersonAsync("carla", Role.ChiefEditor, "default", "Carla Voss");
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_pin_set_by_dragging_is_previewed_saved_served_to_readers_and_undone()
    {
        var page = await SignedInAsync("mila");
        await page.GotoAsync(Url("/desk/default/articles?q=choir"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Title of choir" }).ClickAsync();
        var before = await PublicAsync();
        var last = before[^1];

        await DragAsync(page, page.Locator(".order > li").Last, page.Locator(".order > li").First);

        await Assertions.Expect(page.Locator("#sentence")).ToContainTextAsync("Not saved yet. All 6 picks stay, in another order.");
        await Assertions.Expect(page.Locator(".as-site h3").First).ToHaveTextAsync(last);
        await Assertions.Expect(page.Locator(".order > li").First.Locator(".tag")).ToHaveTextAsync("pinned");
        Assert.Equal(before, await PublicAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await NoticeAsync(page, "Saved. Readers see it now.");
        string[] expected = [last, .. before[..^1]];
        Assert.Equal(expected, await PublicAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await NoticeAsync(page, "Undone.");
        Assert.Equal(before, await PublicAsync());
    }

    [Fact]
    public async Task An_exclusion_works_without_JavaScript()
    {
        await using var context = await _browser.NewContextAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await SignInAsync(page, "mila");
        await page.GotoAsync(Url($"/desk/default/articles/{Choir}"));
        var first = (await PublicAsync())[0];

        await page.GetByRole(AriaRole.Button, new() { Name = $"Exclude {first}" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("#sentence")).ToContainTextAsync($"5 of 6 picks stay, “{first}” leaves.");
        await page.GetByLabel("Why?").FillAsync("court order");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByText("because: court order")).ToBeVisibleAsync();
        Assert.DoesNotContain(first, await PublicAsync());
    }

    [Fact]
    public async Task A_scheduled_pin_starts_at_its_local_time()
    {
        var page = await SignedInAsync("mila");
        await page.GotoAsync(Url($"/desk/default/articles/{Choir}"));
        var last = (await PublicAsync())[^1];
        await page.GetByRole(AriaRole.Button, new() { Name = $"More {last}" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("#pick")).ToBeFocusedAsync();
        // The clock is at 14:00 in Berlin.
        await page.GetByLabel("Start").FillAsync("2026-06-01T15:00");
        await page.GetByLabel("Place", new() { Exact = true }).FillAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pin to this place" }).ClickAsync();
        await Assertions.Expect(page.Locator("#sentence")).ToContainTextAsync("Nothing changes.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await NoticeAsync(page, "Saved.");
        await Assertions.Expect(page.GetByText("waits: its time has not come yet")).ToBeVisibleAsync();
        Assert.NotEqual(last, (await PublicAsync())[0]);

        _service.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.NotEqual(last, (await PublicAsync())[0]);
        _service.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(last, (await PublicAsync())[0]);
    }

    [Fact]
    public async Task The_second_of_two_editors_sees_the_change_of_the_first_and_decides()
    {
        var (mila, tom) = (await SignedInAsync("mila"), await SignedInAsync("tom"));
        await mila.GotoAsync(Url($"/desk/default/articles/{Choir}"));
        await tom.GotoAsync(Url($"/desk/default/articles/{Choir}"));
        var before = await PublicAsync();
        await mila.GetByRole(AriaRole.Button, new() { Name = $"Move up: {before[5]}" }).ClickAsync();
        await tom.GetByRole(AriaRole.Button, new() { Name = $"Exclude {before[0]}" }).First.ClickAsync();
        await Assertions.Expect(tom.Locator("#sentence")).ToContainTextAsync("leaves");
        await mila.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await NoticeAsync(mila, "Saved.");
        var between = await PublicAsync();

        await tom.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

        await Assertions.Expect(tom.Locator("#error")).ToContainTextAsync("nothing of yours was saved");
        await Assertions.Expect(tom.GetByText($"Mila Brandt (mila) created a rule: Pins “{before[5]}” to place 5")).ToBeVisibleAsync();
        Assert.Equal(between, await PublicAsync());
        await tom.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await NoticeAsync(tom, "Saved.");
        // The pin keeps its slot, the fifth.
        Assert.Equal(before[1..], await PublicAsync());
    }

    [Fact]
    public async Task An_article_is_moved_and_saved_with_the_keyboard_only()
    {
        var page = await SignedInAsync("mila");
        await page.GotoAsync(Url($"/desk/default/articles/{Choir}"));
        var before = await PublicAsync();
        await PressAsync(page, $"#down-{KeyOf(before[0])}");
        // Twice in a row, whether or not the first request has completed.
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#sentence")).ToContainTextAsync("in another order");
        await Assertions.Expect(page.Locator(".as-site h3").Nth(2)).ToHaveTextAsync(before[0]);
        await Assertions.Expect(page.Locator($"#down-{KeyOf(before[0])}")).ToBeFocusedAsync();
        await PressAsync(page, "#save");
        await NoticeAsync(page, "Saved.");
        await Assertions.Expect(page.Locator("#undo")).ToBeFocusedAsync();

        string[] expected = [before[1], before[2], before[0], .. before[3..]];
        Assert.Equal(expected, await PublicAsync());
    }

    [Fact]
    public async Task A_bulk_change_is_previewed_applied_and_undone_as_a_whole()
    {
        var page = await SignedInAsync("carla");
        var before = await PublicAsync();
        await page.GotoAsync(Url("/desk/default/articles?q=harbour"));
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Title of harbour-1" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Title of harbour-2" }).CheckAsync();
        await page.GetByLabel("Do this").SelectOptionAsync("Recommend them nowhere");
        await page.GetByLabel("Why?").FillAsync("The case goes to court");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show what would change" }).ClickAsync();
        await Assertions.Expect(page.Locator("#content")).ToContainTextAsync("2 new rules; 7 blocks change at once.");
        await Assertions.Expect(page.Locator("#content")).ToContainTextAsync("Excludes “Title of harbour-2” on the whole site");
        Assert.Equal(before, await PublicAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await NoticeAsync(page, "Saved for all of the articles.");
        Assert.Equal(before.Where(title => !title.Contains("harbour", StringComparison.Ordinal)), await PublicAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await NoticeAsync(page, "Undone.");
        Assert.Equal(before, await PublicAsync());
    }

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    public async Task Every_editing_page_is_accessible_fits_the_screen_and_logs_no_errors(int width, ColorScheme scheme)
    {
        var complaints = new List<string>();
        var page = await OpenAsync(width, scheme);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("400", StringComparison.Ordinal)
                && !message.Text.Contains("412", StringComparison.Ordinal))
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
        await SignInAsync(page, "carla");
        await page.GotoAsync(Url($"/desk/default/articles/{Choir}"));
        await CheckAsync(page, "article", width);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^.?.?Move down") }).First.ClickAsync();
        await Assertions.Expect(page.Locator("#sentence")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^More") }).First.ClickAsync();
        await Assertions.Expect(page.Locator("#pick")).ToBeVisibleAsync();
        await page.GetByLabel("Add any article").FillAsync("harbour");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.List, new() { Name = "Found articles" })).ToBeVisibleAsync();
        await CheckAsync(page, "article-in-hand", width);
        await page.GetByRole(AriaRole.Button, new() { Name = "Exclude everywhere" }).ClickAsync();
        await Assertions.Expect(page.Locator("#pick")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await NoticeAsync(page, "Saved.");
        await CheckAsync(page, "article-saved", width);
        foreach (var (path, name) in new[] { ($"/articles/{Choir}/history?at=2026-06-01T13:00", "history"), ("", "front"),
            ("/rules", "rules"), ("/rules/new", "rule-new"), ("/rules/import", "rules-import") })
        {
            await page.GotoAsync(Url($"/desk/default{path}"));
            await CheckAsync(page, name, width);
        }

        await page.GotoAsync(Url("/desk/default/articles?q=harbour"));
        await page.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await CheckAsync(page, "articles", width);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show what would change" }).ClickAsync();
        await Assertions.Expect(page.Locator("#save")).ToBeVisibleAsync();
        await CheckAsync(page, "bulk", width);

        await page.GotoAsync(Url("/desk/default/rules/import"));
        await page.GetByLabel("File").SetInputFilesAsync(new FilePayload
        {
            Name = "rules.json", MimeType = "application/json", Buffer = """
                [{"kind":"noBlock","scope":"site"},{"kind":"boost","scope":"site","subject":"section","subjectValue":"Nowhere","factor":2}]
                """u8.ToArray(),
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Only show what would happen" }).ClickAsync();
        await Assertions.Expect(page.Locator("#content")).ToContainTextAsync("Line ");
        await CheckAsync(page, "rules-import-report", width);

        await page.GotoAsync(Url("/desk/default/rules"));
        await page.Locator("ul[aria-label=Rules] a").First.ClickAsync();
        await CheckAsync(page, "rule", width);
        await ChangeMeanwhileAsync();
        await page.Locator("#reason").FillAsync("Too late");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#error")).ToContainTextAsync("nothing of yours was saved");
        await CheckAsync(page, "rule-412", width);
        Assert.Empty(complaints);
    }

    // Another user changes the reason of every rule.
    private async Task ChangeMeanwhileAsync()
    {
        var store = _service.Get<RuleStore>();
        var rules = (await store.ListAsync("default", new RuleFilter(), TestContext.Current.CancellationToken)).Rules;
        var write = await _service.Get<RuleEditing>().ApplyAsync(
            "default", "Tom Rehm", [.. rules.Select(rule => RuleEdit.Change(rule, RuleInput.Of(rule) with { Reason = "Meanwhile" }))],
            TestContext.Current.CancellationToken);
        Assert.Equal(RuleWriteOutcome.Done, write.Outcome);
    }

    private static Task NoticeAsync(IPage page, string text) =>
        Assertions.Expect(page.Locator("#content .notice").First).ToContainTextAsync(text);

    private static string KeyOf(string title) => ArticleKey.Of(title["Title of ".Length..]);

    private static async Task PressAsync(IPage page, string button)
    {
        await page.Locator(button).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task DragAsync(IPage page, ILocator row, ILocator target)
    {
        await row.ScrollIntoViewIfNeededAsync();
        var (from, to) = ((await row.Locator(".handle").BoundingBoxAsync())!, (await target.BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(from.X + (from.Width / 2), from.Y + (from.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(from.X + (from.Width / 2), to.Y + 4, new() { Steps = 25 });
        await page.Mouse.UpAsync();
    }

    /// <summary>The titles of the article's block as served to readers.</summary>
    private async Task<string[]> PublicAsync()
    {
        var page = await (await _service.GetAsync($"/site/default/article/{Choir}")).Content.ReadAsStringAsync(
            TestContext.Current.CancellationToken);
        return [.. Regex.Matches(page[page.IndexOf("id=\"related\"", StringComparison.Ordinal)..], "<h3><a [^>]*>([^<]+)</a>")
            .Select(match => match.Groups[1].Value)];
    }

    private static async Task CheckAsync(IPage page, string name, int width)
    {
        var axe = await page.RunAxe();
        Assert.True(
            axe.Violations.Length == 0,
            $"{page.Url}: "
            + string.Join("; ", axe.Violations.Select(found => $"{found.Id}: {string.Join(", ", found.Nodes.Select(node => node.Html))}")));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{page.Url} scrolls sideways");
        // For visual inspection, only if a folder is named.
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"desk-{name}-{width}.png"),
                FullPage = true });
        }
    }

    private async Task<IPage> SignedInAsync(string name)
    {
        var page = await OpenAsync(1440, ColorScheme.Light);
        await SignInAsync(page, name);
        return page;
    }

    private async Task SignInAsync(IPage page, string name)
    {
        await page.GotoAsync(Url("/desk/-/sign-in"));
        await page.GetByLabel("Sign-in name").FillAsync(name);
        await page.GetByLabel("Password").FillAsync(Guests.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(Url("/desk/default"));
    }

    private async Task<IPage> OpenAsync(int width, ColorScheme scheme) => await (await _browser.NewContextAsync(new BrowserNewContextOptions
    {
        ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme,
    })).NewPageAsync();

    private string Url(string path) => new Uri(_service.Address, path).AbsoluteUri;
}

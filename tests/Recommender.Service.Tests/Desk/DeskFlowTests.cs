using Microsoft.Playwright;
using Recommender.Service.Articles;

namespace Recommender.Service.Tests.Desk;

/// <summary>Editors' work at the desk in a real browser, and its effect for readers.</summary>
public sealed class DeskFlowTests : IAsyncLifetime
{
    private readonly EditingDesk _desk = new();

    public ValueTask InitializeAsync() => _desk.StartAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task A_pin_set_by_dragging_is_previewed_saved_served_to_readers_and_undone()
    {
        var page = await _desk.SignedInAsync("mila");
        await page.GotoAsync(_desk.Url("/desk/default/articles?q=choir"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Title of choir" }).ClickAsync();
        var before = await _desk.PublicAsync();
        var last = before[^1];

        await DragAsync(page, page.Locator(".order > li").Last, page.Locator(".order > li").First);

        await Assertions.Expect(page.Locator("#sentence")).ToContainTextAsync("Not saved yet. All 6 picks stay, in another order.");
        await Assertions.Expect(page.FrameLocator("iframe").Locator(".recommender-title").First).ToHaveTextAsync(last);
        await Assertions.Expect(page.Locator(".order > li").First.Locator(".tag")).ToHaveTextAsync("pinned");
        Assert.Equal(before, await _desk.PublicAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await EditingDesk.NoticeAsync(page, "Saved. Readers see it now.");
        string[] expected = [last, .. before[..^1]];
        Assert.Equal(expected, await _desk.PublicAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await EditingDesk.NoticeAsync(page, "Undone.");
        Assert.Equal(before, await _desk.PublicAsync());
    }

    [Fact]
    public async Task An_exclusion_works_without_JavaScript()
    {
        await using var context = await _desk.Browser.NewContextAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await _desk.SignInAsync(page, "mila");
        await page.GotoAsync(_desk.Url($"/desk/default/articles/{EditingDesk.Choir}"));
        var first = (await _desk.PublicAsync())[0];

        await page.GetByRole(AriaRole.Button, new() { Name = $"Exclude {first}" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("#sentence")).ToContainTextAsync($"5 of 6 picks stay, “{first}” leaves.");
        await page.GetByLabel("Why?").FillAsync("court order");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByText("because: court order")).ToBeVisibleAsync();
        Assert.DoesNotContain(first, await _desk.PublicAsync());
    }

    [Fact]
    public async Task A_scheduled_pin_starts_at_its_local_time()
    {
        var page = await _desk.SignedInAsync("mila");
        await page.GotoAsync(_desk.Url($"/desk/default/articles/{EditingDesk.Choir}"));
        var last = (await _desk.PublicAsync())[^1];
        await page.GetByRole(AriaRole.Button, new() { Name = $"More {last}" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("#pick")).ToBeFocusedAsync();
        // The clock is at 14:00 in Berlin.
        await page.GetByLabel("Start").FillAsync("2026-06-01T15:00");
        await page.GetByLabel("Place", new() { Exact = true }).FillAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pin to this place" }).ClickAsync();
        await Assertions.Expect(page.Locator("#sentence")).ToContainTextAsync(
            "Nothing changes now. From 1 June 2026 15:00 (Europe/Berlin): All 6 picks stay, in another order.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await EditingDesk.NoticeAsync(page, "Saved. Readers see it from 1 June 2026 15:00 (Europe/Berlin).");
        await Assertions.Expect(page.GetByText("waits: its time has not come yet")).ToBeVisibleAsync();
        Assert.NotEqual(last, (await _desk.PublicAsync())[0]);

        _desk.Service.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.NotEqual(last, (await _desk.PublicAsync())[0]);
        _desk.Service.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(last, (await _desk.PublicAsync())[0]);
    }

    [Fact]
    public async Task The_second_of_two_editors_sees_the_change_of_the_first_and_decides()
    {
        var (mila, tom) = (await _desk.SignedInAsync("mila"), await _desk.SignedInAsync("tom"));
        await mila.GotoAsync(_desk.Url($"/desk/default/articles/{EditingDesk.Choir}"));
        await tom.GotoAsync(_desk.Url($"/desk/default/articles/{EditingDesk.Choir}"));
        var before = await _desk.PublicAsync();
        await mila.GetByRole(AriaRole.Button, new() { Name = $"Move up: {before[5]}" }).ClickAsync();
        await tom.GetByRole(AriaRole.Button, new() { Name = $"Exclude {before[0]}" }).First.ClickAsync();
        await Assertions.Expect(tom.Locator("#sentence")).ToContainTextAsync("leaves");
        await mila.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await EditingDesk.NoticeAsync(mila, "Saved.");
        var between = await _desk.PublicAsync();

        await tom.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

        await Assertions.Expect(tom.Locator("#error")).ToContainTextAsync("nothing of yours was saved");
        await Assertions.Expect(tom.GetByText($"Mila Brandt (mila) created a rule: Pins “{before[5]}” to place 5")).ToBeVisibleAsync();
        Assert.Equal(between, await _desk.PublicAsync());
        await tom.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await EditingDesk.NoticeAsync(tom, "Saved.");
        // The pin keeps its slot, the fifth.
        Assert.Equal(before[1..], await _desk.PublicAsync());
    }

    [Fact]
    public async Task An_article_is_moved_and_saved_with_the_keyboard_only()
    {
        var page = await _desk.SignedInAsync("mila");
        await page.GotoAsync(_desk.Url($"/desk/default/articles/{EditingDesk.Choir}"));
        var before = await _desk.PublicAsync();
        await PressAsync(page, $"#down-{KeyOf(before[0])}");
        // Twice in a row, whether or not the first request has completed.
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#sentence")).ToContainTextAsync("in another order");
        await Assertions.Expect(page.FrameLocator("iframe").Locator(".recommender-title").Nth(2)).ToHaveTextAsync(before[0]);
        await Assertions.Expect(page.Locator($"#down-{KeyOf(before[0])}")).ToBeFocusedAsync();
        await PressAsync(page, "#save");
        await EditingDesk.NoticeAsync(page, "Saved.");
        await Assertions.Expect(page.Locator("#content .notice")).ToBeFocusedAsync();

        string[] expected = [before[1], before[2], before[0], .. before[3..]];
        Assert.Equal(expected, await _desk.PublicAsync());
    }

    [Fact]
    public async Task A_bulk_change_is_previewed_applied_and_undone_as_a_whole()
    {
        var page = await _desk.SignedInAsync("carla");
        var before = await _desk.PublicAsync();
        await page.GotoAsync(_desk.Url("/desk/default/articles?q=harbour"));
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Title of harbour-1" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Title of harbour-2" }).CheckAsync();
        await page.GetByLabel("Do this").SelectOptionAsync("Recommend them nowhere");
        await page.GetByLabel("Why?").FillAsync("The case goes to court");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show what would change" }).ClickAsync();
        await Assertions.Expect(page.Locator("#content")).ToContainTextAsync("2 new rules; 7 blocks change at once.");
        await Assertions.Expect(page.Locator("#content")).ToContainTextAsync("Excludes “Title of harbour-2” on the whole site");
        Assert.Equal(before, await _desk.PublicAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await EditingDesk.NoticeAsync(page, "Saved: 2 new rules.");
        Assert.Equal(before.Where(title => !title.Contains("harbour", StringComparison.Ordinal)), await _desk.PublicAsync());

        await Assertions.Expect(page.GetByLabel("Find an article")).ToHaveValueAsync("harbour");
        await page.GetByRole(AriaRole.Link, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.Locator("#content")).ToContainTextAsync("2 changes would be taken back, together");
        await Assertions.Expect(page.Locator("#content")).ToContainTextAsync("Excludes “Title of harbour-2” on the whole site");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo all 2 changes" }).ClickAsync();
        await EditingDesk.NoticeAsync(page, "Undone.");
        Assert.Equal(before, await _desk.PublicAsync());
    }

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
}

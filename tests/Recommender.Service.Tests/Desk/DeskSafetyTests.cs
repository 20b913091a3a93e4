using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Recommender.Service.Articles;

namespace Recommender.Service.Tests.Desk;

/// <summary>What must not happen by accident at the desk, in a real browser.</summary>
public sealed class DeskSafetyTests : IAsyncLifetime
{
    private readonly EditingDesk _desk = new();

    public ValueTask InitializeAsync() => _desk.StartAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task A_key_pressed_again_moves_the_same_article_and_publishes_nothing()
    {
        var page = await OpenAsync();
        var before = await _desk.PublicAsync();
        var (key, up) = (KeyOf(before[1]), page.Locator($"#up-{KeyOf(before[1])}"));
        await up.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        // At the top, there is only down.
        await Assertions.Expect(page.Locator($"#down-{key}")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#save")).ToBeVisibleAsync();

        await page.Locator($"#exclude-{KeyOf(before[2])}").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#sentence")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        Assert.Equal(before, await _desk.PublicAsync());
    }

    [Fact]
    public async Task A_lost_connection_leaves_the_draft_on_the_page_and_saving_works_when_it_is_back()
    {
        var page = await OpenAsync();
        var before = await _desk.PublicAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Exclude {before[0]}" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("#sentence")).ToContainTextAsync("leaves");
        await page.Context.SetOfflineAsync(true);
        await page.Locator("#save").ClickAsync();
        await Assertions.Expect(page.Locator("#lost")).ToContainTextAsync("Your changes are still on this page");
        await Assertions.Expect(page.Locator("#lost")).ToBeFocusedAsync();
        await page.Context.SetOfflineAsync(false);

        await page.Locator("#save").ClickAsync();

        await EditingDesk.NoticeAsync(page, "Saved. Readers see it now.");
        Assert.DoesNotContain(before[0], await _desk.PublicAsync());
        // Going back does not say it again.
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("articles/[a-z0-9]+$"));
    }

    [Fact]
    public async Task Leaving_with_a_draft_asks_and_the_draft_is_offered_afterwards()
    {
        var page = await OpenAsync();
        var before = await _desk.PublicAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Exclude {before[0]}" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("#sentence")).ToContainTextAsync("leaves");
        var asked = new List<string>();
        page.Dialog += async (_, dialog) =>
        {
            asked.Add(dialog.Type);
            await dialog.AcceptAsync();
        };
        await page.GetByRole(AriaRole.Link, new() { Name = "Rules", Exact = true }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(_desk.Url("/desk/default/rules"));
        Assert.Equal(["beforeunload"], asked);

        await page.GotoAsync(_desk.Url($"/desk/default/articles/{EditingDesk.Choir}"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();

        await Assertions.Expect(page.Locator("#sentence")).ToContainTextAsync($"“{before[0]}” leaves");
        Assert.Equal(before, await _desk.PublicAsync());
    }

    [Fact]
    public async Task Nothing_moves_under_the_pointer_when_a_draft_begins()
    {
        var page = await OpenAsync();
        var row = page.Locator(".order > li").Nth(3);
        await row.ScrollIntoViewIfNeededAsync();
        // The preview has its height as soon as its block is laid out.
        await Assertions.Expect(page.FrameLocator("iframe").Locator(".recommender-title").First).ToBeVisibleAsync();
        var before = (await row.BoundingBoxAsync())!.Y;

        await row.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Pin ") }).ClickAsync();
        await Assertions.Expect(page.Locator("#sentence")).ToBeVisibleAsync();

        Assert.Equal(before, (await row.BoundingBoxAsync())!.Y, 40.0);
    }

    [Fact]
    public async Task The_bookmarklet_leads_from_a_page_of_the_site_to_its_block()
    {
        var page = await OpenAsync();
        await page.GotoAsync(_desk.Url("/desk/default"));
        var code = (await page.Locator("#bookmarklet").GetAttributeAsync("href"))!["javascript:".Length..];
        await page.GotoAsync(_desk.Url($"/site/default/article/{EditingDesk.Choir}"));
        await page.EvaluateAsync(
            "document.head.insertAdjacentHTML('beforeend', '<link rel=canonical href=\"https://example.org/choir?utm_source=x\">')");

        var opened = await page.RunAndWaitForPopupAsync(() => page.EvaluateAsync(code));

        await Assertions.Expect(opened).ToHaveURLAsync(_desk.Url($"/desk/default/articles/{ArticleKey.Of("choir")}"));
        await opened.GotoAsync(_desk.Url("/desk/default/at?url=https://example.org/unknown"));
        await Assertions.Expect(opened.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("No article has this address");
        Assert.Empty((await opened.RunAxe()).Violations);
    }

    private async Task<IPage> OpenAsync()
    {
        var page = await _desk.SignedInAsync("mila");
        await page.GotoAsync(_desk.Url($"/desk/default/articles/{EditingDesk.Choir}"));
        return page;
    }

    private static string KeyOf(string title) => ArticleKey.Of(title["Title of ".Length..]);
}

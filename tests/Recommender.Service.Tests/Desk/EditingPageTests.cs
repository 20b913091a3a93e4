using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Recommender.Service.Editing;
using Recommender.Service.Rules;

namespace Recommender.Service.Tests.Desk;

/// <summary>The pages on which editors work, in each of their states.</summary>
public sealed class EditingPageTests : IAsyncLifetime
{
    private readonly EditingDesk _desk = new();

    public ValueTask InitializeAsync() => _desk.StartAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    public async Task Every_editing_page_is_accessible_fits_the_screen_and_logs_no_errors(int width, ColorScheme scheme)
    {
        var errors = new List<string>();
        var page = await _desk.OpenAsync(width, scheme);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("400", StringComparison.Ordinal)
                && !message.Text.Contains("412", StringComparison.Ordinal))
            {
                errors.Add(message.Text);
            }
        };
        page.PageError += (_, error) => errors.Add(error);
        await _desk.SignInAsync(page, "carla");
        await page.GotoAsync(_desk.Url($"/desk/default/articles/{EditingDesk.Choir}"));
        await CheckAsync(page, "article", width);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^.?.?Move down") }).First.ClickAsync();
        await Assertions.Expect(page.Locator("#sentence")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^More") }).First.ClickAsync();
        await Assertions.Expect(page.Locator("#pick")).ToBeVisibleAsync();
        await page.GetByLabel("Add any article").FillAsync("harbour");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.List, new() { Name = "Found articles" })).ToBeVisibleAsync();
        await CheckAsync(page, "article-unsaved", width);
        await page.GetByRole(AriaRole.Button, new() { Name = "Exclude everywhere" }).ClickAsync();
        await Assertions.Expect(page.Locator("#pick")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await EditingDesk.NoticeAsync(page, "Saved.");
        await CheckAsync(page, "article-saved", width);
        foreach (var (path, name) in new[] { ($"/articles/{EditingDesk.Choir}/history?at=2026-06-01T13:00", "history"), ("", "front"),
            ("/rules", "rules"), ("/rules/new", "rule-new"), ("/rules/import", "rules-import") })
        {
            await page.GotoAsync(_desk.Url($"/desk/default{path}"));
            await CheckAsync(page, name, width);
        }

        await page.GotoAsync(_desk.Url("/desk/default/articles?q=harbour"));
        await page.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await CheckAsync(page, "articles", width);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show what would change" }).ClickAsync();
        await Assertions.Expect(page.Locator("#save")).ToBeVisibleAsync();
        await CheckAsync(page, "bulk", width);

        await page.GotoAsync(_desk.Url("/desk/default/rules/import"));
        await page.GetByLabel("File").SetInputFilesAsync(new FilePayload
        {
            Name = "rules.json", MimeType = "application/json", Buffer = """
                [{"kind":"noBlock","scope":"site"},{"kind":"boost","scope":"site","subject":"section","subjectValue":"Nowhere","factor":2}]
                """u8.ToArray(),
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Only show what would happen" }).ClickAsync();
        await Assertions.Expect(page.Locator("#content")).ToContainTextAsync("Line ");
        await CheckAsync(page, "rules-import-report", width);

        await page.GotoAsync(_desk.Url("/desk/default/rules"));
        await page.Locator("ul[aria-label=Rules] a").First.ClickAsync();
        await CheckAsync(page, "rule", width);
        await ChangeMeanwhileAsync();
        await page.Locator("#reason").FillAsync("Too late");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#error")).ToContainTextAsync("nothing of yours was saved");
        await CheckAsync(page, "rule-412", width);
        Assert.Empty(errors);
    }

    // Another user changes the reason of every rule.
    private async Task ChangeMeanwhileAsync()
    {
        var store = _desk.Service.Get<RuleStore>();
        var rules = (await store.ListAsync("default", new RuleFilter(), TestContext.Current.CancellationToken)).Rules;
        var write = await _desk.Service.Get<RuleEditing>().ApplyAsync(
            "default", "Tom Rehm", [.. rules.Select(rule => RuleEdit.Change(rule, RuleInput.Of(rule) with { Reason = "Meanwhile" }))],
            TestContext.Current.CancellationToken);
        Assert.Equal(RuleWriteOutcome.Done, write.Outcome);
    }

    private static async Task CheckAsync(IPage page, string name, int width)
    {
        // Nothing can be evaluated in the frame of a preview, where scripts are off; the tests of the block check it.
        var axe = await page.RunAxe(new AxeRunContext { Exclude = [new AxeSelector("iframe")] });
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
}

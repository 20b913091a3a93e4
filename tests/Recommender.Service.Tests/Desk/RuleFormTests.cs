using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Recommender.Service.Articles;
using Recommender.Service.People;
using Recommender.Service.Rules;
using Recommender.Service.Tests.People;

namespace Recommender.Service.Tests.Desk;

/// <summary>Kinds of rules created at the desk, and their effect for readers.</summary>
public sealed class RuleFormTests : IAsyncLifetime
{
    private const string Import = "/desk/default/rules/import";
    private const string NewRule = "/desk/default/rules/new";
    private static readonly string Page = $"/desk/default/articles/{ArticleKey.Of("choir")}";
    private RunningService _service = null!;
    private HttpClient _chief = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await Guests.ServiceAsync(
            ("Recommender:TimeZone", "Europe/Berlin"),
            ("Recommender:Block:DefaultLimit", "6"), ("Recommender:Block:FillByDefault", "true"));
        await _service.PersonAsync("carla", Role.ChiefEditor, "default", "Carla");
        _chief = await _service.SignedInAsync("carla");
    }

    public async ValueTask DisposeAsync()
    {
        _chief.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_locked_block_is_reordered_as_a_whole_and_unlocked_when_the_lock_is_removed()
    {
        var before = await ItemsAsync();
        await SaveAsync("lock");
        var locked = await ItemsAsync();
        Assert.NotEmpty(locked);
        Assert.All(locked, item => Assert.Equal("lock", item.Source));
        Assert.Equal(before.Select(item => item.Id), locked.Select(item => item.Id));

        await SaveAsync($"up:{ArticleKey.Of(before[1].Id)}");
        string[] moved = [before[1].Id, before[0].Id, .. before[2..].Select(item => item.Id)];
        Assert.Equal(moved, (await ItemsAsync()).Select(item => item.Id));

        await SaveAsync($"drop:{Assert.Single(await RulesAsync()).Id}");
        Assert.Equal(before, await ItemsAsync());
    }

    [Fact]
    public async Task Removing_a_no_block_rule_restores_the_block()
    {
        var before = await ItemsAsync();
        await SaveAsync("noblock");
        Assert.Empty(await ItemsAsync());

        await SaveAsync($"drop:{Assert.Single(await RulesAsync()).Id}");
        Assert.Equal(before, await ItemsAsync());
    }

    [Fact]
    public async Task An_item_has_a_different_title_and_label_on_one_page_only()
    {
        var pick = (await ItemsAsync())[0].Id;
        await SaveAsync($"pick-present:{ArticleKey.Of(pick)}", ("title", "What the judges said"), ("label", "Analysis"));

        var shown = (await RelatedAsync())[0];
        Assert.Equal(("What the judges said", "Analysis"),
            (shown.GetProperty("title").GetString(), shown.GetProperty("label").GetString()));
        Assert.Contains("What the judges said", await PublicPageAsync("choir"), StringComparison.Ordinal);
        Assert.DoesNotContain("What the judges said", await PublicPageAsync("hospital-1"), StringComparison.Ordinal);

        await SaveAsync($"pick-present:{ArticleKey.Of(pick)}");
        Assert.DoesNotContain("What the judges said", await PublicPageAsync("choir"), StringComparison.Ordinal);
        Assert.Empty(await RulesAsync());
    }

    [Fact]
    public async Task An_editor_sets_the_heading_of_a_sections_blocks()
    {
        await MakeAsync(("kind", "present"), ("scope", "section"), ("scopeValue", "Culture"), ("heading", "Mehr dazu"), ("language", "de"),
            ("dateFormat", "d. MMMM yyyy"));

        var page = await FragmentAsync("choir");
        Assert.Contains("Mehr dazu", page, StringComparison.Ordinal);
        Assert.Contains(">29. Mai 2026<", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Mehr dazu", await FragmentAsync("hospital-1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_with_days_and_hours_applies_only_then()
    {
        // It is 14:00 on a Monday in Berlin.
        await MakeAsync(
            ("kind", "exclude"), ("scope", "site"), ("subject", "article"), ("subjectValue", ArticleKey.Of("harbour-1")),
            ("days", "Monday"), ("days", "Wednesday"), ("from", "15:00"), ("to", "16:00"));

        var shown = new List<bool>();
        foreach (var minutes in (int[])[0, 59, 1, 59, 1, 23 * 60, 24 * 60])
        {
            _service.Clock.Advance(TimeSpan.FromMinutes(minutes));
            shown.Add((await ItemsAsync()).Any(item => item.Id == "harbour-1"));
        }

        // 14:00, 14:59, 15:00, 15:59, 16:00 on Monday, 15:00 on Tuesday, 15:00 on Wednesday.
        Assert.Equal([true, true, false, false, true, true, false], shown);
    }

    [Fact]
    public async Task Rules_are_exported_and_imported_again_after_a_dry_run()
    {
        await MakeAsync(("kind", "boost"), ("scope", "section"), ("scopeValue", "Culture"), ("subject", "article"),
            ("subjectValue", ArticleKey.Of("harbour-1")), ("factor", "2"));
        var csv = await _chief.TextAsync("/v1/default/rules/export?format=csv");
        Assert.Contains(",2,", csv, StringComparison.Ordinal);
        var changed = csv.Replace(",2,", ",3,", StringComparison.Ordinal);

        var tried = await ImportAsync(changed, "rules.csv", "try");
        Assert.Equal(HttpStatusCode.OK, tried.Status);
        Assert.Contains("Nothing was changed. It would be: 0 new, 1 changed, 0 unchanged.", tried.Text, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(await RulesAsync()).Content.Factor);

        Assert.Contains("Imported: 0 new, 1 changed, 0 unchanged.", (await ImportAsync(changed, "rules.csv", "import")).Text,
            StringComparison.Ordinal);
        Assert.Equal((3, "Carla (carla)"), Assert.Single((await RulesAsync()).Select(rule => (rule.Content.Factor, rule.ChangedBy))));

        var wrong = await ImportAsync(
            """
            [{"kind":"boost","scope":"site","subject":"section","subjectValue":"Culture","factor":11},{"kind":"noBlock","scope":"site"}]
            """,
            "rules.json", "import");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Contains("Nothing was imported: the file has errors.", wrong.Text, StringComparison.Ordinal);
        Assert.Matches("Line 1: [^<]*[Ff]actor", wrong.Text);
        Assert.Equal(HttpStatusCode.BadRequest, (await ImportAsync("[{", "rules.json", "try")).Status);
        Assert.Single(await RulesAsync());
    }

    [Fact]
    public async Task The_overview_lists_what_an_editor_should_review()
    {
        await MakeAsync(("kind", "exclude"), ("scope", "site"), ("subject", "article"), ("subjectValue", ArticleKey.Of("meteorite-1")),
            ("ends", "2026-06-01T18:00"));
        await MakeAsync(("kind", "pin"), ("scope", "article"), ("scopeValue", ArticleKey.Of("choir")), ("subject", "article"),
            ("subjectValue", ArticleKey.Of("hospital-1")), ("slot", "1"));
        await MakeAsync(("kind", "boost"), ("scope", "section"), ("scopeValue", "Culture"), ("subject", "author"),
            ("subjectValue", "Nobody at all"), ("factor", "2"));
        using var site = await _service.KeyAsync(Role.Administrator);
        (await site.DeleteAsync("/v1/default/articles/hospital-1", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        var lists = await OverviewAsync(
            text => text.Contains("Broken rules", StringComparison.Ordinal)
            && Section(text, "broken").Contains("hospital-1", StringComparison.Ordinal));

        Assert.Contains("Title of meteorite-1", Section(lists, "today"), StringComparison.Ordinal);
        Assert.Contains("Title of hospital-1", Section(lists, "broken"), StringComparison.Ordinal);
        Assert.Contains("Nobody at all", Section(lists, "idle") + Section(lists, "broken"), StringComparison.Ordinal);
        Assert.Contains("Title of meteorite-1", Section(lists, "never"), StringComparison.Ordinal);
        Assert.DoesNotContain("Title of hospital-1", Section(lists, "newest"), StringComparison.Ordinal);
        Assert.Contains("Title of choir", Section(lists, "newest"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_overview_contains_more_broken_rules_than_it_shows_at_once()
    {
        for (var number = 0; number < 12; number++)
        {
            await MakeAsync(("kind", "pin"), ("scope", "article"), ("scopeValue", ArticleKey.Of("choir")), ("subject", "article"),
                ("subjectValue", ArticleKey.Of("hospital-1")), ("slot", $"{number + 1}"));
        }

        using var site = await _service.KeyAsync(Role.Administrator);
        (await site.DeleteAsync("/v1/default/articles/hospital-1", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        var lists = await OverviewAsync(text => text.Contains("Broken rules (12)", StringComparison.Ordinal));

        Assert.Contains("The other 2", Section(lists, "broken"), StringComparison.Ordinal);
        Assert.Equal(12, Regex.Count(Section(lists, "broken"), "<li>"));
    }

    // The text between the heading with that name and the end of its section.
    private static string Section(string page, string id)
    {
        var from = page.IndexOf($"<h2 id=\"{id}\"", StringComparison.Ordinal);
        return from < 0 ? "" : page[from..page.IndexOf("</section>", from, StringComparison.Ordinal)];
    }

    // It is counted beside the pages: a page that comes too early says so.
    private Task<string> OverviewAsync(Func<string, bool> isComplete) =>
        Eventually.ReadsAsync(async () => WebUtility.HtmlDecode(await _chief.TextAsync("/desk/default")), isComplete);

    // Presses one button and saves.
    private async Task SaveAsync(string action, params (string Name, string? Value)[] fields)
    {
        var draft = (await BlockForm.PostAsync(_chief, Page, "", action, fields)).Draft;
        Assert.Equal(HttpStatusCode.Redirect, (await BlockForm.PostAsync(_chief, Page, draft, "save")).Status);
    }

    private async Task MakeAsync(params (string Name, string? Value)[] fields)
    {
        var made = await _chief.SendFormAsync(NewRule, NewRule, [("do", "save"), .. fields]);
        Assert.True(made.StatusCode == HttpStatusCode.Redirect,
            Regex.Match(await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), "id=\"error\".*?</").Value);
    }

    private async Task<(HttpStatusCode Status, string Text)> ImportAsync(string file, string name, string action)
    {
        var token = await _chief.TokenAsync(Import);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(action), "do" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "file", name },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, Import) { Content = form };
        request.Headers.Add("Origin", _chief.BaseAddress!.GetLeftPart(UriPartial.Authority));
        var answer = await _chief.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    private async Task<(string Id, string Source)[]> ItemsAsync() =>
        [.. (await RelatedAsync()).Select(item => (item.GetProperty("id").GetString()!, item.GetProperty("source").GetString()!))];

    private async Task<JsonElement[]> RelatedAsync() =>
        [.. (await _service.GetJsonAsync("/v1/default/related?id=choir&fallback=true&limit=6")).GetProperty("items").EnumerateArray()];

    private Task<string> PublicPageAsync(string id) => _chief.TextAsync($"/site/default/article/{ArticleKey.Of(id)}");

    private Task<string> FragmentAsync(string id) => _chief.TextAsync($"/v1/default/block?id={id}&fallback=true");

    private async Task<IReadOnlyList<Rule>> RulesAsync() =>
        (await _service.Get<RuleStore>().ListAsync("default", new RuleFilter(), TestContext.Current.CancellationToken)).Rules;
}

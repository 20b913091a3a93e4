using System.Net;
using System.Text.Json;
using Recommender.Service.Articles;
using Recommender.Service.People;
using Recommender.Service.Rules;
using Recommender.Service.Tests.People;

namespace Recommender.Service.Tests.Desk;

/// <summary>The forms of blocks and rules over HTTP: which input is accepted and which is not.</summary>
public sealed class BlockFormTests : IAsyncLifetime
{
    private static readonly string Choir = ArticleKey.Of("choir");
    private static readonly string Page = $"/desk/default/articles/{Choir}";
    private RunningService _service = null!;
    private HttpClient _editor = null!;
    private HttpClient _chief = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await Guests.ServiceAsync(
            ("Recommender:Block:DefaultLimit", "6"), ("Recommender:Block:FillByDefault", "true"));
        await _service.PersonAsync("mila", Role.Editor, "default", "Mila");
        await _service.PersonAsync("carla", Role.ChiefEditor, "default", "Carla");
        _editor = await _service.SignedInAsync("mila");
        _chief = await _service.SignedInAsync("carla");
    }

    public async ValueTask DisposeAsync()
    {
        _editor.Dispose();
        _chief.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        var answer = await _editor.SendAsync(
            Guests.Form(_editor, Page, ("do", "save"), ("draft", Exclusion("site", null)), ("tag", "x")),
            TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(await RulesAsync());
    }

    [Fact]
    public async Task Bulk_changes_are_checked_like_single_ones()
    {
        const string Bulk = "/desk/default/articles/bulk";
        (string, string?) one = ("article", Choir), other = ("article", ArticleKey.Of("harbour-1"));
        foreach (var (client, fields, why) in new (HttpClient, (string, string?)[], string)[]
        {
            (_chief, [("action", "exclude")], "Choose from 1 to 100 articles"),
            (_chief, [one, ("action", "sink")], "Say what to do with them"),
            (_chief, [one, ("action", "boost"), ("factor", "much")], "Factor must be a number"),
            (_chief, [one, ("action", "boost"), ("factor", "11")], "Factor"),
            (_chief, [one, ("action", "exclude"), ("ends", "tomorrow")], "is not a date and time"),
            (_chief, [one, ("article", "aaaaaaaaaaaa"), ("action", "exclude")], "no longer has one of the articles"),
            (_editor, [one, other, ("action", "exclude")], "for chief editors"),
        })
        {
            var answer = await client.SendFormAsync("/desk/default/articles", Bulk, [.. fields, ("do", "save")]);
            Assert.Equal((why, HttpStatusCode.BadRequest), (why, answer.StatusCode));
            Assert.Contains(why, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.Empty(await RulesAsync());
        }

        for (var time = 0; time < 2; time++)
        {
            var saved = await _editor.SendFormAsync("/desk/default/articles", Bulk, one, other, one, ("action", "noBlock"), ("do", "save"));
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
            Assert.Equal([RuleKind.NoBlock, RuleKind.NoBlock], (await RulesAsync()).Select(rule => rule.Kind));
        }
    }

    [Fact]
    public async Task A_draft_is_saved_as_a_whole_and_only_on_request()
    {
        var shown = await PostAsync(_editor, "", "exclude:" + ArticleKey.Of("harbour-1"));
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Contains("“Title of harbour-1” leaves", shown.Text, StringComparison.Ordinal);
        Assert.Empty(await RulesAsync());

        var saved = await PostAsync(_editor, shown.Draft, "save", ("reason", "  why  "));
        Assert.Equal((HttpStatusCode.Redirect, $"{Page}?done=saved"), (saved.Status, saved.Location));
        var rule = Assert.Single(await RulesAsync());
        Assert.Equal((RuleKind.Exclude, RuleScope.Article, "why", "Mila (mila)"), (rule.Kind, rule.Scope, rule.Reason, rule.ChangedBy));
    }

    [Fact]
    public async Task An_editor_cannot_set_a_rule_of_the_site_with_a_forged_form()
    {
        var answer = await PostAsync(_editor, Exclusion("site", null), "save");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("are for chief editors", answer.Text, StringComparison.Ordinal);
        Assert.Empty(await RulesAsync());

        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(_chief, Exclusion("site", null), "save")).Status);
        var taken = await PostAsync(_editor, $$"""[{"id":"{{(await RulesAsync())[0].Id}}","version":1}]""", "save");
        Assert.Equal(HttpStatusCode.BadRequest, taken.Status);
        Assert.Single(await RulesAsync());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("""[{"id":"nothing","version":0,"content":{"kind":"noBlock","scope":"site"}}]""")]
    [InlineData("""[{"id":"0123456789ab","version":0,"content":{"kind":"pin","scope":"site"}}]""")]
    [InlineData("""[{"id":"0123456789ab","version":0}]""")]
    [InlineData("""[{"version":0,"content":{"kind":"noBlock","scope":"site"}}]""")]
    public async Task A_forged_form_is_refused(string draft) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(_chief, draft, "save")).Status);

    [Theory]
    [InlineData("pin:none", "no such article")]
    [InlineData("nonsense", "no such button")]
    [InlineData("drop:none", "no longer exists")]
    [InlineData("pick-everywhere:KEY", "for chief editors")]
    [InlineData("pick-pin:KEY", "The place must be a number")]
    [InlineData("pick-weigh:KEY", "Factor must be from 1 to 10")]
    public async Task A_button_that_has_no_effect_explains_why(string action, string why)
    {
        var answer = await PostAsync(
            _editor, "", action.Replace("KEY", ArticleKey.Of("harbour-1"), StringComparison.Ordinal), ("slot", "51"), ("factor", "11"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(why, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_editor_gets_a_conflict_and_keeps_the_draft()
    {
        var page = await _editor.TextAsync(Page);
        var tag = BlockForm.TagOf(page);
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(_chief, Exclusion("article", Choir), "save")).Status);

        var answer = await PostAsync(_editor, Exclusion("article", Choir, "harbour-2"), "save", ("tag", tag));

        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.Status);
        Assert.Contains("Carla (carla) created a rule: Excludes “Title of harbour-1”", answer.Text, StringComparison.Ordinal);
        Assert.Contains("“Title of harbour-2” leaves", answer.Text, StringComparison.Ordinal);
        Assert.Single(await RulesAsync());
    }

    [Fact]
    public async Task A_chief_editor_creates_changes_removes_and_restores_a_rule()
    {
        var made = await _chief.SendFormAsync("/desk/default/rules/new", "/desk/default/rules/new",
            ("do", "save"), ("kind", "boost"), ("scope", "section"), ("scopeValue", "Culture"), ("subject", "tag"),
            ("subjectValue", "tag-choir"), ("factor", "2"));
        var path = made.Headers.Location!.ToString().Split('?')[0];
        Assert.Contains("Boosts the tag tag-choir by the factor 2 in the section Culture", await _chief.TextAsync(path),
            StringComparison.Ordinal);

        var changed = await _chief.SendFormAsync(path, path,
            ("do", "save"), ("version", "1"), ("kind", "boost"), ("scope", "site"), ("subject", "tag"), ("subjectValue", "tag-choir"),
            ("factor", "0.5"));
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        var late = await _chief.SendFormAsync(path, path, ("do", "remove"), ("version", "1"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await _chief.SendFormAsync(path, path, ("do", "remove"), ("version", "2"))).StatusCode);
        Assert.Empty(await RulesAsync());
        Assert.Equal(HttpStatusCode.Redirect,
            (await _chief.SendFormAsync(path, $"{path}/restore", ("version", "1"), ("seen", "3"))).StatusCode);
        Assert.Equal(2, Assert.Single(await RulesAsync()).Content.Factor);

        Assert.Equal(HttpStatusCode.BadRequest,
            (await _editor.SendFormAsync("/desk/default/rules/new", $"{path}/restore", ("version", "2"), ("seen", "4"))).StatusCode);
        Assert.Contains("Boosts the tag tag-choir", await _editor.TextAsync("/desk/default/rules?kind=boost&scope=&text="),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_accepts_addresses_of_articles_at_the_site_and_at_the_desk()
    {
        var made = await _editor.SendFormAsync("/desk/default/rules/new", "/desk/default/rules/new",
            ("do", "save"), ("kind", "exclude"), ("scope", "article"), ("scopeValue", "http://example.org/choir/?utm_source=desk"),
            ("subject", "article"),
            ("subjectValue", $"https://desk.example/desk/default/articles/{ArticleKey.Of("harbour-1")}"));

        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var rule = Assert.Single(await RulesAsync());
        Assert.Equal((Choir, ArticleKey.Of("harbour-1")), (rule.ScopeValue, rule.Target!.Value.Value));
    }

    private static string Exclusion(string scope, string? of, string article = "harbour-1") => JsonSerializer.Serialize(new[]
    {
        new { id = ArticleKey.Of(scope + article), version = 0,
            content = new Dictionary<string, string?> { ["kind"] = "exclude", ["scope"] = scope, ["scopeValue"] = of,
            ["subject"] = "article", ["subjectValue"] = ArticleKey.Of(article) } },
    });

    private static Task<BlockForm> PostAsync(
        HttpClient client, string draft, string action, params (string Name, string? Value)[] fields) =>
        BlockForm.PostAsync(client, Page, draft, action, fields);

    private async Task<IReadOnlyList<Rule>> RulesAsync() =>
        (await _service.Get<RuleStore>().ListAsync("default", new RuleFilter(), TestContext.Current.CancellationToken)).Rules;
}

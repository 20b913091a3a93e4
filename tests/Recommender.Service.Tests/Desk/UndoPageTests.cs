using System.Net;
using System.Text.RegularExpressions;
using Recommender.Service.Articles;
using Recommender.Service.Editing;
using Recommender.Service.People;
using Recommender.Service.Rules;
using Recommender.Service.Storage;
using Recommender.Service.Tests.People;

namespace Recommender.Service.Tests.Desk;

/// <summary>Undo and redo at the desk, after changes of many blocks.</summary>
public sealed partial class UndoPageTests : IAsyncLifetime
{
    private const string Undo = "/desk/default/undo";
    private static readonly string[] Keys = [.. TestArticles.Newsroom.Select(article => ArticleKey.Of(article.SourceId))];
    private static readonly string Page = $"/desk/default/articles/{Keys[0]}";
    private RunningService _service = null!;
    private HttpClient _chief = null!;
    private Author _carla = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await Guests.ServiceAsync(("Recommender:Block:FillByDefault", "true"));
        var person = await _service.PersonAsync("carla", Role.ChiefEditor, "default", "Carla");
        _carla = new Author($"person:{person.Id}", "Carla");
        _chief = await _service.SignedInAsync("carla");
    }

    public async ValueTask DisposeAsync()
    {
        _chief.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task After_an_import_of_600_a_block_takes_back_its_own_rule_and_a_page_lists_the_rest_first()
    {
        await ApplyAsync(_carla, [RuleEdit.Create(NoBlock(Keys[0])), .. Enumerable.Range(0, 599).Select(i => RuleEdit.Create(Boost(i)))]);
        var shown = WebUtility.HtmlDecode(await _chief.TextAsync(Page));
        Assert.Contains("Undo all 600 changes that were made", shown, StringComparison.Ordinal);
        var batch = Batch().Match(shown).Groups[1].Value;

        var own = await PostAsync(("batch", batch), ("count", "1"), ("article", Keys[0]), ("what", "block"));
        Assert.Equal($"{Page}?done=undone", own.Headers.Location?.ToString());
        Assert.Equal(599, await CountAsync());
        var next = WebUtility.HtmlDecode(await _chief.TextAsync(Page));
        Assert.Contains("You undid", next, StringComparison.Ordinal);
        Assert.Contains("Undo all 599 changes", next, StringComparison.Ordinal);

        var asked = WebUtility.HtmlDecode(await _chief.TextAsync($"{Undo}?batch={batch}&article={Keys[0]}"));
        Assert.Contains("599 changes would be taken back, together", asked, StringComparison.Ordinal);
        Assert.Contains("Carla, 1 June 2026 12:00 (UTC)", asked, StringComparison.Ordinal);
        Assert.Contains("and 549 more", asked, StringComparison.Ordinal);
        // The number is of an earlier look.
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(("batch", batch), ("count", "600"), ("what", "all"))).StatusCode);
        Assert.Equal(599, await CountAsync());
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(("batch", batch), ("count", "599"), ("what", "all"))).StatusCode);
        Assert.Equal(0, await CountAsync());

        var again = Batch().Match(WebUtility.HtmlDecode(await _chief.TextAsync($"{Undo}?redo=yes"))).Groups[1].Value;
        Assert.Equal(
            HttpStatusCode.Redirect, (await PostAsync(("batch", again), ("count", "599"), ("redo", "yes"), ("what", "all"))).StatusCode);
        Assert.Equal(599, await CountAsync());
    }

    [Fact]
    public async Task What_somebody_else_changed_since_is_not_taken_back_and_the_page_says_who_it_was()
    {
        await ApplyAsync(_carla, [.. Keys.Select(key => RuleEdit.Create(NoBlock(key)))]);
        var batch = Batch().Match(WebUtility.HtmlDecode(await _chief.TextAsync(Page))).Groups[1].Value;
        var rule = (await RulesAsync()).Single(rule => rule.ScopeValue == Keys[3]);
        await ApplyAsync(new Author("person:tom", "Tom"), [RuleEdit.Change(rule, RuleInput.Of(rule) with { Reason = "Court order" })]);

        var refused = await PostAsync(("batch", batch), ("count", "7"), ("what", "all"));

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var said = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("changed by Tom", said, StringComparison.Ordinal);
        Assert.Equal(7, await CountAsync());
        // Each other rule can be taken back alone.
        var own = await PostAsync(("batch", batch), ("count", "1"), ("article", Keys[0]), ("what", "block"));
        Assert.Equal(HttpStatusCode.Redirect, own.StatusCode);
        Assert.Equal(6, await CountAsync());
    }

    [Fact]
    public async Task An_editor_takes_back_nothing_that_is_not_theirs()
    {
        await ApplyAsync(_carla, [RuleEdit.Create(NoBlock(Keys[0]))]);
        await _service.PersonAsync("mila", Role.Editor, "default", "Mila");
        using var mila = await _service.SignedInAsync("mila");

        var answer = await mila.SendFormAsync(Page, Undo, ("batch", "1"), ("count", "1"), ("article", Keys[0]), ("what", "block"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(1, await CountAsync());
    }

    private static RuleInput NoBlock(string page) => new() { Kind = RuleKind.NoBlock, Scope = RuleScope.Article, ScopeValue = page };

    private static RuleInput Boost(int number) => new()
    {
        Kind = RuleKind.Boost, Scope = RuleScope.Site, Subject = RuleSubject.Author, SubjectValue = $"Author {number}", Factor = 2,
    };

    private Task<HttpResponseMessage> PostAsync(params (string Name, string? Value)[] fields) => _chief.SendFormAsync(Page, Undo, fields);

    private async Task ApplyAsync(Author who, IReadOnlyList<RuleEdit> edits) => Assert.Equal(
        RuleWriteOutcome.Done,
        (await _service.Get<RuleEditing>().ApplyAsync("default", who, edits, TestContext.Current.CancellationToken)).Outcome);

    private async Task<IReadOnlyList<Rule>> RulesAsync() =>
        (await _service.Get<RuleStore>().ListAsync("default", new RuleFilter(), TestContext.Current.CancellationToken)).Rules;

    private async Task<long> CountAsync() =>
        (await _service.Get<RuleStore>().ListAsync("default", new RuleFilter(), TestContext.Current.CancellationToken)).Total;

    [GeneratedRegex("name=\"batch\" value=\"([0-9]+)\"")]
    private static partial Regex Batch();
}

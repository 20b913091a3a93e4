using System.Net;
using System.Text.Json;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;
using Recommender.Service.Training;
using static Recommender.Service.Tests.Editing.RuleRequests;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Editing.Blocks;

public class BlockEndpointTests
{
    private static readonly string[] ContentFields = ["kind", "subjectValue", "slot", "id"];
    private static readonly string Block = $"/v1/default/articles/{Key("harbour-1")}/block";

    private static async Task<RunningService> StartAsync(params (string, string)[] settings)
    {
        var folder = await new TestFolder().WithAsync(Newsroom);
        await folder.TrainAsync();
        return await RunningService.StartAsync(folder, settings);
    }

    [Fact]
    public async Task A_block_includes_the_models_list_and_the_rules_that_apply()
    {
        await using var service = await StartAsync();
        var pin = await service.MakeAsync(Pin("harbour-1", "choir", 2));
        var section = await service.MakeAsync(
            """{"kind":"boost","scope":"section","scopeValue":"HARBOUR","subject":"tag","subjectValue":"x","factor":2}""");
        await service.MakeAsync(Pin("choir", "harbour-1", 2));

        var block = await service.AskAsync(HttpMethod.Get, Block);

        Assert.Equal("harbour-1", block.Json.GetProperty("article").GetProperty("sourceId").GetString());
        Assert.Equal((await service.IdsAsync("/v1/default/related?id=harbour-1")), Ids(block, "items"));
        Assert.Equal("harbour-2", Ids(block, "unedited")[0]);
        Assert.Equal([pin, section], block.Json.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()));
        Assert.Equal(block.Tag, (await service.AskAsync(HttpMethod.Get, Block)).Tag);
        Assert.Equal(HttpStatusCode.NotFound, (await service.AskAsync(HttpMethod.Get, "/v1/default/articles/nobody/block")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await service.AskAsync(HttpMethod.Get, $"{Block}?limit=51")).Status);
    }

    [Fact]
    public async Task Put_creates_changes_and_removes_only_the_necessary_rules()
    {
        await using var service = await StartAsync();
        var tag = (await service.AskAsync(HttpMethod.Get, Block)).Tag;
        var first = await PutAsync(service, tag, [("choir", 1), ("meteorite-1", 2)], ["hospital-1"], ["choir", "hospital-2"], Anna);
        Assert.True(first.Status == HttpStatusCode.OK, first.Text);
        var before = Versions(first);
        Assert.Equal(4, before.Count);
        var scheduled = Pin("harbour-1", "hospital-2", 3)
            .Replace("\"slot\"", "\"schedule\":{\"starts\":\"2026-07-01T00:00:00Z\"},\"slot\"", StringComparison.Ordinal);
        var later = await service.MakeAsync(scheduled, Anna);
        tag = (await service.AskAsync(HttpMethod.Get, Block)).Tag;

        var second = await PutAsync(service, tag, [("choir", 3), ("meteorite-2", 2)], ["hospital-1"], null, Anna);

        var after = Versions(second);
        var choir = before.Keys.Single(rule => rule.StartsWith($"pin {Key("choir")}", StringComparison.Ordinal));
        Assert.Equal(2, after[choir.Replace(" 1 ", " 3 ", StringComparison.Ordinal)]);
        Assert.Equal(1, after[before.Keys.Single(rule => rule.StartsWith($"exclude {Key("hospital-1")}", StringComparison.Ordinal))]);
        Assert.Contains(after.Keys, rule => rule.StartsWith($"pin {Key("meteorite-2")} 2", StringComparison.Ordinal));
        Assert.Contains(after.Keys, rule => rule.EndsWith(later, StringComparison.Ordinal));
        Assert.Equal(4, after.Count);
        Assert.Equal(after.Count, service.Get<SiteSnapshots>().Find("default")!.Rules.Rules.Length);
        var actions = (await service.AskAsync(HttpMethod.Get, $"{Block}/history")).Items
            .CountBy(change => change.GetProperty("action").GetString()!).ToDictionary();
        Assert.Equal((6, 1, 2), (actions["created"], actions["changed"], actions["removed"]));

        // One step for the editor is one step for undo.
        Assert.Equal(4, (await service.AskAsync(HttpMethod.Post, $"{RulesPath}/undo", null, Anna)).Items.Length);
        Assert.Equal(
            before.Keys.Append($"pin {Key("hospital-2")} 3 {later}").Order(),
            Versions(await service.AskAsync(HttpMethod.Get, Block)).Keys.Order());
    }

    [Fact]
    public async Task An_unchanged_block_is_not_written_again()
    {
        await using var service = await StartAsync();
        var first = await PutAsync(service, "*", [("choir", 1)], [], ["choir"], Anna);

        var again = await PutAsync(service, first.Tag, [("choir", 1)], [], ["choir"], Anna);

        Assert.Equal((HttpStatusCode.OK, first.Tag), (again.Status, again.Tag));
        Assert.Equal(2, (await service.AskAsync(HttpMethod.Get, $"{Block}/history")).Items.Length);
    }

    [Fact]
    public async Task A_put_with_an_old_tag_is_refused_with_the_changes_since()
    {
        await using var service = await StartAsync();
        var tag = (await service.AskAsync(HttpMethod.Get, Block)).Tag;

        Assert.Equal((HttpStatusCode)428, (await PutAsync(service, null, [], [], null, Anna)).Status);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(service, tag, [("choir", 1)], [], null, Anna)).Status);
        var second = await PutAsync(service, tag, [("meteorite-1", 1)], [], null, Ben);

        Assert.Equal(HttpStatusCode.PreconditionFailed, second.Status);
        Assert.Contains("created by anna", second.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var change = Assert.Single(second.Json.GetProperty("changes").EnumerateArray());
        Assert.Equal(Key("choir"), change.GetProperty("after").GetProperty("subjectValue").GetString());
        Assert.Single(second.Json.GetProperty("current").GetProperty("rules").EnumerateArray());
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(service, second.Tag, [("meteorite-1", 1)], [], null, Ben)).Status);
    }

    [Fact]
    public async Task A_rule_of_another_page_does_not_change_the_tag()
    {
        await using var service = await StartAsync();
        var tag = (await service.AskAsync(HttpMethod.Get, Block)).Tag;
        await service.MakeAsync(Pin("choir", "harbour-1", 1), Ben);

        Assert.Equal(HttpStatusCode.OK, (await PutAsync(service, tag, [("choir", 1)], [], null, Anna)).Status);
    }

    [Theory]
    [InlineData("""{"excluded":[]}""", "pins")]
    [InlineData("""{"pins":[]}""", "excluded")]
    [InlineData("""{"pins":[{"article":"KEY","slot":51}],"excluded":[]}""", "pins[0]")]
    [InlineData("""{"pins":[{"article":"KEY"}],"excluded":[]}""", "pins[0]")]
    [InlineData("""{"pins":[{"article":"KEY","slot":1},{"article":"0123456789ab","slot":1}],"excluded":[]}""", "pins")]
    [InlineData("""{"pins":[{"article":"KEY","slot":1},{"article":"KEY","slot":2}],"excluded":[]}""", "pins")]
    [InlineData("""{"pins":[{"article":"KEY","slot":1}],"excluded":["KEY"]}""", "excluded")]
    [InlineData("""{"pins":[],"excluded":["https://example.org/choir"]}""", "excluded[0]")]
    [InlineData("""{"pins":[],"excluded":[],"lock":[]}""", "lock")]
    [InlineData("""{"pins":[null],"excluded":[]}""", "pins")]
    public async Task An_invalid_block_is_refused_and_the_field_is_named(string body, string field)
    {
        await using var service = await ServeNewsroomAsync();

        foreach (var (method, path) in new[] { (HttpMethod.Put, Block), (HttpMethod.Post, $"{Block}/preview") })
        {
            var answer = await service.AskAsync(method, path, body.Replace("KEY", Key("choir"), StringComparison.Ordinal), Anna, "*");
            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
            Assert.True(answer.Json.GetProperty("errors").TryGetProperty(field, out _), answer.Text);
        }

        Assert.Empty(await service.RuleIdsAsync("?state=all"));
    }

    [Fact]
    public async Task A_preview_changes_nothing()
    {
        await using var service = await StartAsync();
        var before = await service.AskAsync(HttpMethod.Get, Block);

        var preview = await service.AskAsync(HttpMethod.Post, $"{Block}/preview", Body([("choir", 1)], ["harbour-2"], null), Anna);

        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.NotEmpty(preview.Json.GetProperty("sentence").GetString()!);
        Assert.Equal(Ids(before, "items"), Ids(preview, "before"));
        Assert.Equal((before.Text, before.Tag), ((await service.AskAsync(HttpMethod.Get, Block)).Text, before.Tag));
        Assert.Empty(await service.RuleIdsAsync("?state=all"));
    }

    [Fact]
    public async Task A_site_that_requires_reasons_requires_one_for_a_block()
    {
        await using var service = await StartAsync(("Recommender:Rules:RequireReason", "true"));

        Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync(service, "*", [("choir", 1)], [], null, Anna)).Status);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(service, "*", [("choir", 1)], [], null, Anna, "a big evening")).Status);
    }

    [Fact]
    public async Task A_past_block_is_rebuilt_from_the_rules_model_and_articles_of_that_time()
    {
        await using var service = await RunningService.StartAsync();
        await service.Get<SiteStore>().EnsureAsync("default", TestContext.Current.CancellationToken);
        await service.Get<ArticleStore>().SaveAsync("default", Newsroom, TestContext.Current.CancellationToken);
        var first = await TrainAsync();
        service.Clock.Advance(TimeSpan.FromHours(1));
        var pin = await service.MakeAsync(Pin("harbour-1", "choir", 1, "Friday"), Anna);
        service.Clock.Advance(TimeSpan.FromHours(1));
        await service.AskAsync(HttpMethod.Delete, $"{RulesPath}/{pin}", null, Ben, "\"1\"");
        await service.WithdrawAsync("default", ["harbour-2"]);
        service.Clock.Advance(TimeSpan.FromHours(1));
        var second = await TrainAsync();
        service.Clock.Advance(TimeSpan.FromHours(1));

        var then = await AtAsync("2026-06-01T13:30:00Z");
        Assert.Equal(
            (first, "2026-06-01T13:30:00Z"), (then.Json.GetProperty("model").GetString(), then.Json.GetProperty("at").GetString()));
        Assert.Contains("harbour-2", Ids(then, "items"));
        Assert.Contains("harbour-2", Ids(then, "unedited"));
        Assert.Equal((pin, "anna", "Friday"), Assert.Single(then.Json.GetProperty("rules").EnumerateArray().Select(rule =>
            (rule.GetProperty("id").GetString()!, rule.GetProperty("createdBy").GetString()!, rule.GetProperty("reason").GetString()!))));
        Assert.All(then.Items, item => Assert.NotEmpty(item.GetProperty("explanation").GetProperty("reasons").EnumerateArray()));

        var after = await AtAsync("2026-06-01T14:30:00Z");
        Assert.Equal(first, after.Json.GetProperty("model").GetString());
        Assert.DoesNotContain("harbour-2", Ids(after, "items"));
        Assert.Empty(after.Json.GetProperty("rules").EnumerateArray());

        Assert.Equal(second, (await AtAsync("2026-06-01T15:30:00Z")).Json.GetProperty("model").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await AtAsync("2026-06-01T11:00:00Z")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await AtAsync("2027-01-01T00:00:00Z")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await AtAsync("yesterday")).Status);

        Directory.Delete(Path.Combine(service.Folder.Models, "default", first), recursive: true);
        var gone = await AtAsync("2026-06-01T13:30:00Z");
        Assert.Contains(
            gone.Json.GetProperty("notes").EnumerateArray(),
            note => note.GetString()!.Contains($"{first} was live then, but its files are gone", StringComparison.Ordinal));
        Assert.False(gone.Json.TryGetProperty("model", out _));

        Task<Answer> AtAsync(string instant) => service.AskAsync(HttpMethod.Get, $"{Block}?at={instant}");

        async Task<string> TrainAsync()
        {
            var run = await service.Get<TrainingRun>()
                .RunAsync("default", RunRequest.Operator, null, TestContext.Current.CancellationToken);
            await service.Get<SnapshotLoader>().RefreshAsync(TestContext.Current.CancellationToken);
            return run.Manifest.Version;
        }
    }

    [Fact]
    public async Task Rules_survive_retraining_reimport_withdrawal_and_return_of_their_target()
    {
        await using var service = await StartAsync();
        var pin = await service.MakeAsync(Pin("harbour-1", "choir", 1), Anna);
        var store = service.Get<ArticleStore>();

        await service.Folder.TrainAsync();
        await HoldsAsync("retraining");
        await store.SaveAsync(
            "default", [.. Newsroom.Select(article => article with { Title = $"New {article.Title}" })],
            TestContext.Current.CancellationToken);
        await HoldsAsync("re-import");

        await service.WithdrawAsync("default", ["choir"]);
        await HoldsAsync("withdrawal");
        Assert.Contains("withdrawn", (await service.RuleAsync(pin)).Json.GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);

        await store.SaveAsync("default", Newsroom, TestContext.Current.CancellationToken);
        await HoldsAsync("return");
        Assert.Empty((await service.RuleAsync(pin)).Json.GetProperty("warnings").EnumerateArray());

        async Task HoldsAsync(string after)
        {
            await service.Get<SnapshotLoader>().RefreshAsync(TestContext.Current.CancellationToken);
            var rule = Assert.IsType<PinRule>(Assert.Single(service.Get<SiteSnapshots>().Find("default")!.Rules.Rules));
            Assert.Equal((after, pin, 1L, Key("choir")), (after, rule.Id, rule.Version, rule.Article));
            var block = await service.AskAsync(HttpMethod.Get, Block);
            Assert.Equal(pin, Assert.Single(block.Json.GetProperty("rules").EnumerateArray()).GetProperty("id").GetString());
        }
    }

    private static Task<Answer> PutAsync(
        RunningService service, string? tag, (string Id, int Slot)[] pins, string[] excluded, string[]? locked, string person,
        string? reason = null) =>
        service.AskAsync(HttpMethod.Put, Block, Body(pins, excluded, locked, reason), person, tag);

    private static string Body((string Id, int Slot)[] pins, string[] excluded, string[]? locked, string? reason = null) =>
        JsonSerializer.Serialize(new
        {
            pins = pins.Select(pin => new { article = Key(pin.Id), slot = pin.Slot }),
            excluded = excluded.Select(Key), @lock = locked?.Select(Key), reason,
        });

    private static string[] Ids(Answer answer, string list) =>
        [.. answer.Json.GetProperty(list).EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];

    /// <summary>Kind, subject, slot and id of each rule, with its version.</summary>
    private static Dictionary<string, long> Versions(Answer answer) => answer.Json.GetProperty("rules").EnumerateArray().ToDictionary(
        rule => string.Join(
            ' ', ContentFields.Where(name => rule.TryGetProperty(name, out _)).Select(name => rule.GetProperty(name).ToString())),
        rule => rule.GetProperty("version").GetInt64());
}

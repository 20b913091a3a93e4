using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;
using static Recommender.Service.Tests.Editing.Asking;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Editing;

public class RuleEndpointTests
{
    private static async Task<RunningService> StartAsync(params (string, string)[] settings) =>
        await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom), settings);

    [Fact]
    public async Task A_new_rule_is_served_when_its_answer_comes()
    {
        await using var service = await StartAsync(("Recommender:Serving:PollInterval", "00:01:00"));

        var made = await service.AskAsync(HttpMethod.Post, RulesPath, Pin("harbour-1", "choir", 2, "a big evening"), Anna);

        Assert.Equal(HttpStatusCode.Created, made.Status);
        var id = made.Json.GetProperty("id").GetString()!;
        Assert.Equal(($"{RulesPath}/{id}", "\"1\""), (made.Location!, made.Tag!));
        var rule = Assert.IsType<PinRule>(Assert.Single(service.Get<SiteSnapshots>().Find("default")!.Rules.Rules));
        Assert.Equal((id, Key("choir"), 2, "anna"), (rule.Id, rule.Article, rule.Slot, rule.CreatedBy));
        Assert.Equal(Now, rule.Created, TimeSpan.FromMilliseconds(1));
        var read = await service.AskAsync(HttpMethod.Get, made.Location!);
        Assert.Equal((HttpStatusCode.OK, made.Text, "\"1\""), (read.Status, read.Text, read.Tag));
    }

    [Fact]
    public async Task Of_two_writers_the_second_is_told_what_the_first_changed()
    {
        await using var service = await StartAsync();
        var id = await service.MakeAsync(Pin("harbour-1", "choir", 2), Anna);
        var path = $"{RulesPath}/{id}";

        var without = await service.AskAsync(HttpMethod.Put, path, Pin("harbour-1", "choir", 3), Anna);
        var first = await service.AskAsync(HttpMethod.Put, path, Pin("harbour-1", "choir", 3, "lower"), Anna, "\"1\"");
        var second = await service.AskAsync(HttpMethod.Put, path, Pin("harbour-1", "choir", 1), Ben, "\"1\"");
        var removal = await service.AskAsync(HttpMethod.Delete, path, null, Ben, "\"1\"");

        Assert.Equal((HttpStatusCode)428, without.Status);
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (first.Status, first.Tag));
        Assert.Equal(HttpStatusCode.PreconditionFailed, second.Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, removal.Status);
        Assert.Equal(3, second.Json.GetProperty("current").GetProperty("slot").GetInt32());
        var change = Assert.Single(second.Json.GetProperty("changes").EnumerateArray());
        Assert.Equal(("anna", "lower", 2, 3), (
            change.GetProperty("who").GetString(), change.GetProperty("reason").GetString(),
            change.GetProperty("before").GetProperty("slot").GetInt32(), change.GetProperty("after").GetProperty("slot").GetInt32()));
        Assert.Contains("changed by anna", second.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(3, (await service.RuleAsync(id)).Json.GetProperty("slot").GetInt32());
    }

    [Fact]
    public async Task What_was_read_can_be_changed_and_sent_back()
    {
        await using var service = await StartAsync();
        var id = await service.MakeAsync(Pin("harbour-1", "choir", 2));
        var read = await service.RuleAsync(id);

        var sent = await service.AskAsync(HttpMethod.Put, $"{RulesPath}/{id}", read.Text.Replace("\"slot\":2", "\"slot\":4", StringComparison.Ordinal), Chief, read.Tag);

        Assert.Equal((HttpStatusCode.OK, 4), (sent.Status, sent.Json.GetProperty("slot").GetInt32()));
    }

    [Fact]
    public async Task A_removed_rule_keeps_its_history_and_any_version_comes_back()
    {
        await using var service = await StartAsync();
        var id = await service.MakeAsync(Pin("harbour-1", "choir", 2, "first"), Anna);
        await service.AskAsync(HttpMethod.Put, $"{RulesPath}/{id}", Pin("harbour-1", "choir", 5, "second"), Anna, "\"1\"");

        var removed = await service.AskAsync(HttpMethod.Delete, $"{RulesPath}/{id}?reason=over", null, Ben, "\"2\"");
        Assert.True(removed.Json.GetProperty("removed").GetBoolean());
        Assert.Empty(service.Get<SiteSnapshots>().Find("default")!.Rules.Rules);
        Assert.Empty(await service.RuleIdsAsync(""));
        Assert.Equal([id], await service.RuleIdsAsync("?state=removed"));

        var restored = await service.AskAsync(HttpMethod.Post, $"{RulesPath}/{id}/restore?version=1&reason=again", null, Anna);

        Assert.Equal((HttpStatusCode.OK, 2, false), (restored.Status, restored.Json.GetProperty("slot").GetInt32(), restored.Json.GetProperty("removed").GetBoolean()));
        Assert.Equal(2, Assert.IsType<PinRule>(Assert.Single(service.Get<SiteSnapshots>().Find("default")!.Rules.Rules)).Slot);
        Assert.Equal(
            ["1 created by anna: first", "2 changed by anna: second", "3 removed by ben: over", "4 restored by anna: again"],
            await service.HistoryAsync(id));
        Assert.Equal(HttpStatusCode.NotFound, (await service.AskAsync(HttpMethod.Post, $"{RulesPath}/{id}/restore?version=9", null, Anna)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await service.AskAsync(HttpMethod.Get, $"{RulesPath}/nobody/history")).Status);
    }

    [Fact]
    public async Task Undo_takes_back_step_by_step_what_one_has_done()
    {
        await using var service = await StartAsync();
        var id = await service.MakeAsync(Pin("harbour-1", "choir", 2), Anna);
        await service.AskAsync(HttpMethod.Put, $"{RulesPath}/{id}", Pin("harbour-1", "choir", 5), Anna, "\"1\"");
        await service.AskAsync(HttpMethod.Delete, $"{RulesPath}/{id}", null, Anna, "\"2\"");
        var others = await service.MakeAsync(Pin("harbour-1", "meteorite-1", 1), Ben);

        Answer[] undone =
        [
            await service.AskAsync(HttpMethod.Post, $"{RulesPath}/undo", null, Anna),
            await service.AskAsync(HttpMethod.Post, $"{RulesPath}/undo", null, Anna),
            await service.AskAsync(HttpMethod.Post, $"{RulesPath}/undo", null, Anna),
        ];

        Assert.Equal(
            [(false, 5), (false, 2), (true, 2)],
            undone.Select(answer => (answer.Items[0].GetProperty("removed").GetBoolean(), answer.Items[0].GetProperty("slot").GetInt32())));
        Assert.Equal(HttpStatusCode.Conflict, (await service.AskAsync(HttpMethod.Post, $"{RulesPath}/undo", null, Anna)).Status);
        Assert.Equal([others], await service.RuleIdsAsync(""));
        Assert.Equal(6, (await service.HistoryAsync(id)).Length);
    }

    [Fact]
    public async Task Undo_does_not_take_back_what_another_has_changed_since()
    {
        await using var service = await StartAsync();
        var id = await service.MakeAsync(Pin("harbour-1", "choir", 2), Anna);
        await service.AskAsync(HttpMethod.Put, $"{RulesPath}/{id}", Pin("harbour-1", "choir", 5), Ben, "\"1\"");

        var undo = await service.AskAsync(HttpMethod.Post, $"{RulesPath}/undo", null, Anna);

        Assert.Equal(HttpStatusCode.Conflict, undo.Status);
        Assert.Contains("changed by ben", undo.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(5, (await service.RuleAsync(id)).Json.GetProperty("slot").GetInt32());
        // Once the other has taken it back, it is the newest again.
        await service.AskAsync(HttpMethod.Post, $"{RulesPath}/undo", null, Ben);
        Assert.True((await service.AskAsync(HttpMethod.Post, $"{RulesPath}/undo", null, Anna)).Items[0].GetProperty("removed").GetBoolean());
    }

    [Fact]
    public async Task Rules_beyond_one_block_are_for_chief_editors()
    {
        await using var service = await StartAsync();
        const string Wide = """{"kind":"boost","scope":"section","scopeValue":"Harbour","subject":"tag","subjectValue":"choir","factor":3}""";
        var own = await service.MakeAsync(Pin("harbour-1", "choir", 2), Anna);
        var wide = await service.MakeAsync(Wide);

        Answer[] refused =
        [
            await service.AskAsync(HttpMethod.Post, RulesPath, Wide, Anna),
            await service.AskAsync(HttpMethod.Put, $"{RulesPath}/{own}", Wide, Anna, "\"1\""),
            await service.AskAsync(HttpMethod.Put, $"{RulesPath}/{wide}", Pin("harbour-1", "choir", 2), Anna, "\"1\""),
            await service.AskAsync(HttpMethod.Delete, $"{RulesPath}/{wide}", null, Anna, "\"1\""),
            await service.AskAsync(HttpMethod.Post, $"{RulesPath}/{wide}/restore?version=1", null, Anna),
        ];

        Assert.All(refused, answer => Assert.Equal(HttpStatusCode.Forbidden, answer.Status));
        Assert.Equal(["1 created by carla"], await service.HistoryAsync(wide));
        Assert.Equal(["1 created by anna"], await service.HistoryAsync(own));
    }

    [Theory]
    [InlineData("""{}""", "kind")]
    [InlineData("""{"kind":"noBlock"}""", "scope")]
    [InlineData("""{"kind":"noBlock","scope":"section"}""", "scopeValue")]
    [InlineData("""{"kind":"noBlock","scope":"site","scopeValue":"x"}""", "scopeValue")]
    [InlineData("""{"kind":"noBlock","scope":"article","scopeValue":"https://example.org/choir"}""", "scopeValue")]
    [InlineData("""{"kind":"noBlock","scope":"site","factor":2}""", "factor")]
    [InlineData("""{"kind":"noBlock","scope":"site","subject":"tag","subjectValue":"x"}""", "subject")]
    [InlineData("""{"kind":"pin","scope":"site","slot":1}""", "subject")]
    [InlineData("""{"kind":"pin","scope":"site","subject":"tag","subjectValue":"x","slot":1}""", "subject")]
    [InlineData("""{"kind":"pin","scope":"site","subject":"article","subjectValue":"0123456789ab","slot":0}""", "slot")]
    [InlineData("""{"kind":"pin","scope":"site","subject":"article","subjectValue":"0123456789ab","slot":51}""", "slot")]
    [InlineData("""{"kind":"pin","scope":"site","subject":"article","subjectValue":"0123456789ab","slot":1,"retireBelow":1.5}""", "retireBelow")]
    [InlineData("""{"kind":"pin","scope":"article","scopeValue":"0123456789ab","subject":"article","subjectValue":"0123456789ab","slot":1}""", "subjectValue")]
    [InlineData("""{"kind":"exclude","scope":"site","subject":"age","subjectValue":"7"}""", "subject")]
    [InlineData("""{"kind":"boost","scope":"site","subject":"age","subjectValue":"0","factor":2}""", "subjectValue")]
    [InlineData("""{"kind":"boost","scope":"site","subject":"author","subjectValue":"A","factor":0.95}""", "factor")]
    [InlineData("""{"kind":"boost","scope":"site","subject":"author","subjectValue":"A","factor":10.5}""", "factor")]
    [InlineData("""{"kind":"boost","scope":"site","subject":"author","subjectValue":"A\u0007","factor":2}""", "subjectValue")]
    [InlineData("""{"kind":"lock","scope":"site"}""", "items")]
    [InlineData("""{"kind":"lock","scope":"site","items":["0123456789ab","0123456789AB"]}""", "items")]
    [InlineData("""{"kind":"present","scope":"site"}""", "kind")]
    [InlineData("""{"kind":"present","scope":"site","title":"x"}""", "title")]
    [InlineData("""{"kind":"present","scope":"site","subject":"article","subjectValue":"0123456789ab","heading":"x"}""", "heading")]
    [InlineData("""{"kind":"present","scope":"site","subject":"article","subjectValue":"0123456789ab","image":"javascript:alert(1)"}""", "image")]
    [InlineData("""{"kind":"present","scope":"site","subject":"article","subjectValue":"0123456789ab","title":"a\nb"}""", "title")]
    [InlineData("""{"kind":"present","scope":"site","language":"english please"}""", "language")]
    [InlineData("""{"kind":"present","scope":"site","dateFormat":"%"}""", "dateFormat")]
    [InlineData("""{"kind":"noBlock","scope":"site","schedule":{"starts":"2026-02-02T00:00:00Z","ends":"2026-02-02T01:00:00+01:00"}}""", "schedule.ends")]
    public async Task A_rule_that_cannot_be_is_refused_with_the_field_that_is_wrong(string body, string field)
    {
        await using var service = await StartAsync();

        var answer = await service.AskAsync(HttpMethod.Post, RulesPath, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.True(answer.Json.GetProperty("errors").TryGetProperty(field, out _), answer.Text);
        Assert.Empty(await service.RuleIdsAsync("?state=all"));
    }

    [Theory]
    [InlineData("""{"kind":"pun"}""", "kind has the wrong form: one of pin,")]
    [InlineData("""{"kind":1}""", "kind has")]
    [InlineData("""{"kind":"pin","slot":"2"}""", "slot has")]
    [InlineData("""{"kind":"pin","colour":"red"}""", "no field 'colour'")]
    [InlineData("""{"schedule":{"starts":"2026-02-02T00:00:00"}}""", "schedule.starts has the wrong form: an instant with an offset")]
    [InlineData("""{"schedule":{"from":"25:00"}}""", "schedule.from has")]
    [InlineData("""{"schedule":{"days":["someday"]}}""", "names of days")]
    [InlineData("""{"reason":"\ud800"}""", "The body")]
    [InlineData("""[]""", "A JSON object is required")]
    [InlineData("""{"kind":"pin",""", "not valid JSON")]
    public async Task A_body_that_cannot_be_read_is_refused_in_plain_words(string body, string detail)
    {
        await using var service = await StartAsync();

        var answer = await service.AskAsync(HttpMethod.Post, RulesPath, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(detail, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_another_kind_or_size_is_refused()
    {
        await using var service = await StartAsync();

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await service.AskAsync(HttpMethod.Post, RulesPath, "a=b", type: "text/plain")).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await service.AskAsync(HttpMethod.Post, RulesPath, $$"""{"reason":"{{new string('x', 70_000)}}"}""")).Status);
    }

    [Fact]
    public async Task What_the_site_does_not_have_now_is_a_warning_for_it_may_come()
    {
        await using var service = await StartAsync();

        var unknown = await service.AskAsync(HttpMethod.Post, RulesPath, Pin("harbour-1", "nobody", 1));
        var section = await service.AskAsync(HttpMethod.Post, RulesPath, """{"kind":"noBlock","scope":"section","scopeValue":"Obituaries"}""");

        Assert.Equal(HttpStatusCode.Created, unknown.Status);
        Assert.Contains(Key("nobody"), unknown.Json.GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("Obituaries", section.Json.GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
        Assert.Empty((await service.AskAsync(HttpMethod.Post, RulesPath, Pin("harbour-1", "choir", 1))).Json.GetProperty("warnings").EnumerateArray());
    }

    [Fact]
    public async Task Every_field_comes_back_as_it_was_sent()
    {
        await using var service = await StartAsync();
        var sent = $$"""
            {"kind":"pin","scope":"tag","scopeValue":"Tag-Choir","subject":"article","subjectValue":"{{Key("choir")}}","slot":7,
             "schedule":{"starts":"2026-06-01T08:00:00+02:00","ends":"2026-12-31T23:00:00Z","days":["friday","monday"],"from":"18:30","to":"06:00"},
             "retireBelow":0.25,"reason":"Ærø <b>&amp;</b> 日本"}
            """;

        var id = await service.MakeAsync(sent);

        var rule = (await service.RuleAsync(id)).Json;
        Assert.Equal(("Tag-Choir", 7, 0.25, "Ærø <b>&amp;</b> 日本"), (
            rule.GetProperty("scopeValue").GetString(), rule.GetProperty("slot").GetInt32(), rule.GetProperty("retireBelow").GetDouble(), rule.GetProperty("reason").GetString()));
        Assert.Equal(
            """{"starts":"2026-06-01T06:00:00Z","ends":"2026-12-31T23:00:00Z","days":["monday","friday"],"from":"18:30","to":"06:00"}""",
            rule.GetProperty("schedule").GetRawText());
        var served = Assert.Single(service.Get<SiteSnapshots>().Find("default")!.Rules.Rules).Schedule!;
        Assert.Equal((new TimeOnly(18, 30), DayOfWeek.Monday), (served.From!.Value, served.Days[0]));
    }

    [Fact]
    public async Task A_list_is_filtered_and_comes_in_pages()
    {
        await using var service = await StartAsync();
        var pin = await service.MakeAsync(Pin("harbour-1", "choir", 2, "50% of_readers"));
        var locked = await service.MakeAsync($$"""{"kind":"lock","scope":"section","scopeValue":"Health","items":["{{Key("choir")}}"]}""");
        var boost = await service.MakeAsync("""{"kind":"boost","scope":"site","subject":"section","subjectValue":"Harbour","factor":2}""");

        Assert.Equal([boost, locked, pin], await service.RuleIdsAsync(""));
        Assert.Equal([boost], await service.RuleIdsAsync("?kind=boost"));
        Assert.Equal([locked], await service.RuleIdsAsync("?scope=section"));
        Assert.Equal([locked, pin], await service.RuleIdsAsync($"?article={Key("choir")}"));
        Assert.Equal([pin], await service.RuleIdsAsync("?text=50%25%20OF_R"));
        Assert.Empty(await service.RuleIdsAsync("?text=50_"));
        var first = await service.AskAsync(HttpMethod.Get, $"{RulesPath}?limit=2");
        Assert.Equal((3, 2), (first.Json.GetProperty("total").GetInt32(), first.Items.Length));
        Assert.Equal([pin], await service.RuleIdsAsync($"?limit=2&before={first.Json.GetProperty("next")}"));
        foreach (var wrong in new[] { "?kind=pun", "?limit=501", "?state=gone", "?before=x" })
        {
            Assert.Equal((wrong, HttpStatusCode.BadRequest), (wrong, (await service.AskAsync(HttpMethod.Get, RulesPath + wrong)).Status));
        }
    }

    [Fact]
    public async Task A_site_can_want_reasons_and_can_be_full()
    {
        await using var service = await StartAsync(("Recommender:Sites:default:Rules:RequireReason", "true"), ("Recommender:Rules:MaxPerSite", "1"));

        Assert.True((await service.AskAsync(HttpMethod.Post, RulesPath, Pin("harbour-1", "choir", 2))).Json.GetProperty("errors").TryGetProperty("reason", out _));
        var id = await service.MakeAsync(Pin("harbour-1", "choir", 2, "because"));
        Assert.Equal(HttpStatusCode.BadRequest, (await service.AskAsync(HttpMethod.Delete, $"{RulesPath}/{id}", null, Chief, "\"1\"")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await service.AskAsync(HttpMethod.Post, RulesPath, Pin("harbour-1", "choir", 3, "more"))).Status);
        await service.AskAsync(HttpMethod.Delete, $"{RulesPath}/{id}?reason=over", null, Chief, "\"1\"");
        await service.MakeAsync(Pin("harbour-1", "choir", 3, "more"));
    }

    [Fact]
    public async Task A_rule_that_another_process_writes_is_served_without_a_restart()
    {
        await using var service = await StartAsync();
        using var host = service.Folder.Host();

        await host.Services.GetRequiredService<RuleStore>().ApplyAsync("default", "elsewhere", [RuleEdit.Create(new RuleInput
        {
            Kind = RuleKind.NoBlock, Scope = RuleScope.Site,
        })], 10, TestContext.Current.CancellationToken);

        await Eventually.HoldsAsync(() => !service.Get<SiteSnapshots>().Find("default")!.Rules.Rules.IsEmpty);

        Assert.Equal("elsewhere", Assert.Single(service.Get<SiteSnapshots>().Find("default")!.Rules.Rules).CreatedBy);
    }

    [Fact]
    public async Task The_OpenAPI_document_tells_every_way_and_the_words_of_a_rule()
    {
        await using var service = await StartAsync();

        var document = await service.GetJsonAsync("/openapi/v1.json");

        var paths = document.GetProperty("paths");
        foreach (var (path, methods) in new[]
        {
            ("", "get post"), ("/{id}", "get put delete"), ("/{id}/history", "get"), ("/{id}/restore", "post"), ("/undo", "post"), ("/import", "post"), ("/export", "get"),
        })
        {
            var ways = paths.GetProperty($"/v1/{{site}}/rules{path}");
            Assert.All(methods.Split(' '), method => Assert.NotEmpty(ways.GetProperty(method).GetProperty("summary").GetString()!));
        }

        Assert.True(paths.GetProperty("/v1/{site}/rules/{id}").GetProperty("put").GetProperty("responses").TryGetProperty("412", out _));
        Assert.True(paths.GetProperty("/v1/{site}/articles/{key}/block").TryGetProperty("put", out _));
        var kinds = document.GetProperty("components").GetProperty("schemas").GetProperty("RuleKind").GetProperty("enum").EnumerateArray().Select(kind => kind.GetString());
        Assert.Equal(["pin", "exclude", "boost", "noBlock", "lock", "present"], kinds);
    }

    [Fact]
    public async Task An_unknown_site_has_no_rules()
    {
        await using var service = await StartAsync();

        foreach (var (method, path) in new[] { (HttpMethod.Get, ""), (HttpMethod.Post, ""), (HttpMethod.Get, "/x"), (HttpMethod.Get, "/x/history"), (HttpMethod.Get, "/export"), (HttpMethod.Post, "/undo") })
        {
            Assert.Equal((path, HttpStatusCode.NotFound), (path, (await service.AskAsync(method, $"/v1/nowhere/rules{path}", "{}")).Status));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await service.RuleAsync("nobody")).Status);
    }
}

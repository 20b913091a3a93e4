using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;
using static Recommender.Service.Tests.Editing.RuleRequests;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Editing;

public class RuleEndpointTests
{
    [Fact]
    public async Task A_new_rule_is_served_once_the_request_is_answered()
    {
        await using var service = await ServeNewsroomAsync(("Recommender:Serving:PollInterval", "00:01:00"));

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
    public async Task A_write_with_an_old_version_is_refused_with_the_changes_since()
    {
        await using var service = await ServeNewsroomAsync();
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
    public async Task A_rule_that_was_read_can_be_changed_and_sent_back()
    {
        await using var service = await ServeNewsroomAsync();
        var id = await service.MakeAsync(Pin("harbour-1", "choir", 2));
        var read = await service.RuleAsync(id);

        var changed = read.Text.Replace("\"slot\":2", "\"slot\":4", StringComparison.Ordinal);
        var sent = await service.AskAsync(HttpMethod.Put, $"{RulesPath}/{id}", changed, Chief, read.Tag);

        Assert.Equal((HttpStatusCode.OK, 4), (sent.Status, sent.Json.GetProperty("slot").GetInt32()));
    }

    [Fact]
    public async Task A_rule_about_an_unknown_article_or_section_gives_a_warning()
    {
        await using var service = await ServeNewsroomAsync();

        var unknown = await service.AskAsync(HttpMethod.Post, RulesPath, Pin("harbour-1", "nobody", 1));
        var section = await service.AskAsync(
            HttpMethod.Post, RulesPath, """{"kind":"noBlock","scope":"section","scopeValue":"Obituaries"}""");
        var known = await service.AskAsync(HttpMethod.Post, RulesPath, Pin("harbour-1", "choir", 1));

        Assert.Equal(HttpStatusCode.Created, unknown.Status);
        Assert.Contains(Key("nobody"), unknown.Json.GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("Obituaries", section.Json.GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
        Assert.Empty(known.Json.GetProperty("warnings").EnumerateArray());
    }

    [Fact]
    public async Task Every_field_is_returned_as_it_was_sent()
    {
        await using var service = await ServeNewsroomAsync();
        var sent = $$"""
            {"kind":"pin","scope":"tag","scopeValue":"Tag-Choir","subject":"article","subjectValue":"{{Key("choir")}}","slot":7,
             "schedule":{"starts":"2026-06-01T08:00:00+02:00","ends":"2026-12-31T23:00:00Z",
                         "days":["friday","monday"],"from":"18:30","to":"06:00"},
             "retireBelow":0.25,"reason":"Ærø <b>&amp;</b> 日本"}
            """;

        var id = await service.MakeAsync(sent);

        var rule = (await service.RuleAsync(id)).Json;
        Assert.Equal(("Tag-Choir", 7, 0.25, "Ærø <b>&amp;</b> 日本"), (
            rule.GetProperty("scopeValue").GetString(), rule.GetProperty("slot").GetInt32(),
            rule.GetProperty("retireBelow").GetDouble(), rule.GetProperty("reason").GetString()));
        Assert.Equal(
            """{"starts":"2026-06-01T06:00:00Z","ends":"2026-12-31T23:00:00Z","days":["monday","friday"],"from":"18:30","to":"06:00"}""",
            rule.GetProperty("schedule").GetRawText());
        var served = Assert.Single(service.Get<SiteSnapshots>().Find("default")!.Rules.Rules).Schedule!;
        Assert.Equal((new TimeOnly(18, 30), DayOfWeek.Monday), (served.From!.Value, served.Days[0]));
    }

    [Fact]
    public async Task A_list_is_filtered_and_paged()
    {
        await using var service = await ServeNewsroomAsync();
        var pin = await service.MakeAsync(Pin("harbour-1", "choir", 2, "50% of_readers"));
        var locked = await service.MakeAsync($$"""{"kind":"lock","scope":"section","scopeValue":"Health","items":["{{Key("choir")}}"]}""");
        var boost = await service.MakeAsync("""{"kind":"boost","scope":"site","subject":"section","subjectValue":"Harbour","factor":2}""");

        Assert.Equal([boost, locked, pin], await service.RuleIdsAsync(""));
        Assert.Equal([boost], await service.RuleIdsAsync("?kind=boost"));
        Assert.Equal([locked], await service.RuleIdsAsync("?scope=section"));
        Assert.Equal([locked, pin], await service.RuleIdsAsync($"?article={Key("choir")}"));
        Assert.Equal([pin], await service.RuleIdsAsync($"?article={Key("harbour-1")}"));
        Assert.Equal([pin], await service.RuleIdsAsync("?text=50%25%20OF_R"));
        Assert.Empty(await service.RuleIdsAsync("?text=50_"));
        var first = await service.AskAsync(HttpMethod.Get, $"{RulesPath}?limit=2");
        Assert.Equal((3, 2), (first.Json.GetProperty("total").GetInt32(), first.Items.Length));
        Assert.Equal([pin], await service.RuleIdsAsync($"?limit=2&before={first.Json.GetProperty("next")}"));
        foreach (var wrong in new[] { "?kind=pun", "?limit=501", "?state=gone", "?before=x" })
        {
            Assert.Equal((wrong, HttpStatusCode.BadRequest), (wrong, (await service.AskAsync(HttpMethod.Get, RulesPath + wrong)).Status));
        }

        await service.AskAsync(HttpMethod.Put, $"{RulesPath}/{pin}", Pin("hospital-1", "choir", 2), ifMatch: "*");
        Assert.Equal([pin, locked], await service.RuleIdsAsync($"?article={Key("choir")}"));
        Assert.Empty(await service.RuleIdsAsync($"?article={Key("harbour-1")}"));
    }

    [Fact]
    public async Task A_rule_that_another_process_writes_is_served_without_a_restart()
    {
        await using var service = await ServeNewsroomAsync();
        using var host = service.Folder.Host();

        await host.Services.GetRequiredService<RuleStore>().ApplyAsync("default", "elsewhere", [RuleEdit.Create(new RuleInput
        {
            Kind = RuleKind.NoBlock, Scope = RuleScope.Site,
        })], 10, TestContext.Current.CancellationToken);

        await Eventually.HoldsAsync(() => !service.Get<SiteSnapshots>().Find("default")!.Rules.Rules.IsEmpty);

        Assert.Equal("elsewhere", Assert.Single(service.Get<SiteSnapshots>().Find("default")!.Rules.Rules).CreatedBy);
    }

    [Fact]
    public async Task The_OpenAPI_document_describes_every_operation_and_the_kinds_of_rules()
    {
        await using var service = await ServeNewsroomAsync();

        var document = await service.GetJsonAsync("/openapi/v1.json");

        var paths = document.GetProperty("paths");
        foreach (var (path, methods) in new[]
        {
            ("", "get post"), ("/{id}", "get put delete"), ("/{id}/history", "get"), ("/{id}/restore", "post"), ("/undo", "post"),
            ("/redo", "post"),
            ("/import", "post"), ("/export", "get"),
        })
        {
            var operations = paths.GetProperty($"/v1/{{site}}/rules{path}");
            Assert.All(methods.Split(' '), method => Assert.NotEmpty(operations.GetProperty(method).GetProperty("summary").GetString()!));
        }

        Assert.True(paths.GetProperty("/v1/{site}/rules/{id}").GetProperty("put").GetProperty("responses").TryGetProperty("412", out _));
        Assert.True(paths.GetProperty("/v1/{site}/articles/{key}/block").TryGetProperty("put", out _));
        var kinds = document.GetProperty("components").GetProperty("schemas").GetProperty("RuleKind").GetProperty("enum");
        Assert.Equal(
            ["pin", "exclude", "boost", "noBlock", "lock", "present"], kinds.EnumerateArray().Select(kind => kind.GetString()));
    }

    [Fact]
    public async Task An_unknown_site_has_no_rules()
    {
        await using var service = await ServeNewsroomAsync();

        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, ""), (HttpMethod.Post, ""), (HttpMethod.Get, "/x"), (HttpMethod.Get, "/x/history"),
            (HttpMethod.Get, "/export"), (HttpMethod.Post, "/undo"), (HttpMethod.Post, "/redo"),
        })
        {
            var answer = await service.AskAsync(method, $"/v1/nowhere/rules{path}", "{}");
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.Status));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await service.RuleAsync("nobody")).Status);
    }
}

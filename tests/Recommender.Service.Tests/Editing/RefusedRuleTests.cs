using System.Net;
using static Recommender.Service.Tests.Editing.RuleRequests;

namespace Recommender.Service.Tests.Editing;

public class RefusedRuleTests
{
    [Fact]
    public async Task Only_chief_editors_write_rules_for_more_than_one_block()
    {
        await using var service = await ServeNewsroomAsync();
        const string Wide =
            """{"kind":"boost","scope":"section","scopeValue":"Harbour","subject":"tag","subjectValue":"choir","factor":3}""";
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
    [InlineData(
        """{"kind":"pin","scope":"site","subject":"article","subjectValue":"0123456789ab","slot":1,"retireBelow":1.5}""",
        "retireBelow")]
    [InlineData(
        """{"kind":"pin","scope":"article","scopeValue":"0123456789ab","subject":"article","subjectValue":"0123456789ab","slot":1}""",
        "subjectValue")]
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
    [InlineData(
        """{"kind":"present","scope":"site","subject":"article","subjectValue":"0123456789ab","image":"javascript:alert(1)"}""",
        "image")]
    [InlineData("""{"kind":"present","scope":"site","subject":"article","subjectValue":"0123456789ab","title":"a\nb"}""", "title")]
    [InlineData("""{"kind":"present","scope":"site","language":"english please"}""", "language")]
    [InlineData("""{"kind":"present","scope":"site","dateFormat":"%"}""", "dateFormat")]
    [InlineData(
        """{"kind":"noBlock","scope":"site","schedule":{"starts":"2026-02-02T00:00:00Z","ends":"2026-02-02T01:00:00+01:00"}}""",
        "schedule.ends")]
    public async Task An_invalid_rule_is_refused_and_the_field_is_named(string body, string field)
    {
        await using var service = await ServeNewsroomAsync();

        var answer = await service.AskAsync(HttpMethod.Post, RulesPath, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.True(answer.Json.GetProperty("errors").TryGetProperty(field, out _), answer.Text);
        Assert.Empty(await service.RuleIdsAsync("?state=all"));
    }

    [Theory]
    [InlineData("""{"kind":"pun"}""", "kind has the wrong form: one of pin,")]
    [InlineData("""{"kind":1}""", "kind has")]
    [InlineData("""{"kind":"pin","slot":"2"}""", "slot has")]
    [InlineData("""{"kind":"pin","colour":"red"}""", "Unknown field 'colour'")]
    [InlineData("""{"schedule":{"starts":"2026-02-02T00:00:00"}}""", "schedule.starts has the wrong form: an instant with an offset")]
    [InlineData("""{"schedule":{"from":"25:00"}}""", "schedule.from has")]
    [InlineData("""{"schedule":{"days":["someday"]}}""", "names of days")]
    [InlineData("""{"reason":"\ud800"}""", "reason has")]
    [InlineData("""[]""", "A JSON object is required")]
    [InlineData("""{"kind":"pin",""", "not valid JSON")]
    public async Task An_unreadable_body_is_refused_with_an_explanation(string body, string detail)
    {
        await using var service = await ServeNewsroomAsync();

        var answer = await service.AskAsync(HttpMethod.Post, RulesPath, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(detail, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_another_media_type_or_size_is_refused()
    {
        await using var service = await ServeNewsroomAsync();

        var plain = await service.AskAsync(HttpMethod.Post, RulesPath, "a=b", type: "text/plain");
        var large = await service.AskAsync(HttpMethod.Post, RulesPath, $$"""{"reason":"{{new string('x', 70_000)}}"}""");

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, HttpStatusCode.RequestEntityTooLarge), (plain.Status, large.Status));
    }

    [Fact]
    public async Task A_site_can_require_reasons_and_limit_its_rules()
    {
        await using var service = await ServeNewsroomAsync(
            ("Recommender:Sites:default:Rules:RequireReason", "true"), ("Recommender:Rules:MaxPerSite", "1"));

        var unexplained = await service.AskAsync(HttpMethod.Post, RulesPath, Pin("harbour-1", "choir", 2));
        Assert.True(unexplained.Json.GetProperty("errors").TryGetProperty("reason", out _));
        var id = await service.MakeAsync(Pin("harbour-1", "choir", 2, "because"));
        var removal = await service.AskAsync(HttpMethod.Delete, $"{RulesPath}/{id}", null, Chief, "\"1\"");
        Assert.Equal(HttpStatusCode.BadRequest, removal.Status);
        var second = await service.AskAsync(HttpMethod.Post, RulesPath, Pin("harbour-1", "choir", 3, "more"));
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        await service.AskAsync(HttpMethod.Delete, $"{RulesPath}/{id}?reason=over", null, Chief, "\"1\"");
        await service.MakeAsync(Pin("harbour-1", "choir", 3, "more"));
    }
}

using System.Net;
using System.Text.Json;
using static Recommender.Service.Tests.Editing.RuleRequests;

namespace Recommender.Service.Tests.Editing.Exchange;

public class ExchangeTests
{
    private static readonly string[] Rules =
    [
        Pin("harbour-1", "choir", 2, "a \"quoted\", long\treason; with = and 'marks'".Replace('\t', ' ')),
        $$"""
        {"kind":"pin","scope":"site","subject":"article","subjectValue":"{{Key("choir")}}","slot":1,"retireBelow":0.333,
         "schedule":{"starts":"2026-06-01T06:00:00Z","days":["monday","sunday"],"from":"22:15","to":"06:00:30"},
         "reason":"=HYPERLINK(\"x\")"}
        """,
        """{"kind":"exclude","scope":"site","subject":"author","subjectValue":"'@home"}""",
        """{"kind":"boost","scope":"tag","scopeValue":"日本, Ærø","subject":"age","subjectValue":"-7","factor":0.15}""",
        """{"kind":"noBlock","scope":"section","scopeValue":"- Obituaries"}""",
        $$"""{"kind":"lock","scope":"article","scopeValue":"{{Key("choir")}}","items":["{{Key("harbour-1")}}","{{Key("meteorite-1")}}"]}""",
        $$"""
        {"kind":"present","scope":"site","subject":"article","subjectValue":"{{Key("choir")}}","title":"+1 <script>",
         "image":"https://example.org/a,b.png","label":"'"}
        """,
        """{"kind":"present","scope":"site","heading":"Läs också","language":"sv-SE","dateFormat":"d MMMM yyyy, HH:mm"}""",
    ];

    [Fact]
    public async Task A_file_may_name_articles_by_their_addresses()
    {
        await using var service = await ServeNewsroomAsync();
        const string File = "kind,scope,scopeValue,subject,subjectValue,slot,items\n"
            + "pin,article,https://www.example.org/choir/?utm_source=x,article,http://example.org/harbour-1,2,\n"
            + "lock,article,https://example.org/harbour-2,,,,https://example.org/choir https://example.org/meteorite-1\n";

        Assert.Equal((false, 2, 0), Counts(await service.AskAsync(HttpMethod.Post, $"{RulesPath}/import", File, type: "text/csv")));

        var rules = await ExportAsync(service, "csv");
        Assert.Contains($"article,{Key("choir")},article,{Key("harbour-1")}", rules, StringComparison.Ordinal);
        Assert.Contains($"{Key("choir")} {Key("meteorite-1")}", rules, StringComparison.Ordinal);
        Assert.DoesNotContain("example.org", rules, StringComparison.Ordinal);
        var unknown = await service.AskAsync(
            HttpMethod.Post, $"{RulesPath}/import", "kind,scope,scopeValue\nnoBlock,article,https://example.org/nowhere", type: "text/csv");
        Assert.Contains("scopeValue", unknown.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("json", "application/json")]
    public async Task Exported_rules_are_the_same_after_an_import(string format, string type)
    {
        await using var first = await ServeNewsroomAsync();
        foreach (var rule in Rules)
        {
            await first.MakeAsync(rule);
        }

        var file = await ExportAsync(first, format);
        await using var second = await ServeNewsroomAsync();
        var dry = await second.AskAsync(HttpMethod.Post, $"{RulesPath}/import?dryRun=true", file, type: type);
        Assert.Equal((true, Rules.Length, 0), Counts(dry));
        Assert.Empty(await second.RuleIdsAsync("?state=all"));

        var imported = await second.AskAsync(HttpMethod.Post, $"{RulesPath}/import", file, type: type);

        Assert.Equal((false, Rules.Length, 0), Counts(imported));
        Assert.Equal(await ExportAsync(first, "csv"), await ExportAsync(second, "csv"));
        var again = await second.AskAsync(HttpMethod.Post, $"{RulesPath}/import", file, type: type);
        Assert.Equal((false, 0, 0), Counts(again));
        Assert.Equal(Rules.Length, again.Json.GetProperty("unchanged").GetInt32());
    }

    [Fact]
    public async Task An_export_contains_no_formulas()
    {
        await using var service = await ServeNewsroomAsync();
        foreach (var rule in Rules)
        {
            await service.MakeAsync(rule);
        }

        var cells = (await ExportAsync(service, "csv")).Split('\n').SelectMany(line => line.Split(',')).ToList();

        Assert.DoesNotContain(cells, cell => cell.TrimStart('"') is [('=' or '+' or '-' or '@'), ..]);
        Assert.Contains(cells, cell => cell == "'-7");
    }

    [Fact]
    public async Task A_file_with_errors_changes_nothing_and_each_line_is_reported()
    {
        await using var service = await ServeNewsroomAsync();
        var known = await service.MakeAsync(Pin("harbour-1", "choir", 2));
        var file = $"""
            kind,scope,scopeValue,subject,subjectValue,slot,factor,id
            pin,article,{Key("harbour-2")},article,{Key("choir")},1,,
            pin,article,{Key("harbour-2")},article,{Key("choir")},99,,
            boost,site,,tag,x,,many,
            noBlock,section,Obituaries,,,,,{known}
            noBlock,section,Courts,,,,,{known}
            """;

        var dry = await service.AskAsync(HttpMethod.Post, $"{RulesPath}/import?dryRun=true", file, type: "text/csv; charset=utf-8");
        var real = await service.AskAsync(HttpMethod.Post, $"{RulesPath}/import", file, type: "text/csv");

        Assert.Equal((HttpStatusCode.OK, (true, 1, 1)), (dry.Status, Counts(dry)));
        Assert.Equal(
            [(3, "slot must be from 1 to 50"), (4, "factor has the wrong form: a number."), (6, "id appears twice in the file")],
            dry.Json.GetProperty("errors").EnumerateArray()
                .Select(note => (note.GetProperty("line").GetInt32(), note.GetProperty("message").GetString()!)));
        Assert.Equal(5, dry.Json.GetProperty("warnings")[0].GetProperty("line").GetInt32());
        Assert.Equal(HttpStatusCode.BadRequest, real.Status);
        Assert.Equal(3, real.Json.GetProperty("report").GetProperty("errors").GetArrayLength());
        Assert.Equal([known], await service.RuleIdsAsync("?state=all"));
    }

    [Fact]
    public async Task Undo_reverts_an_import_in_one_step()
    {
        await using var service = await ServeNewsroomAsync();
        var known = await service.MakeAsync(Pin("harbour-1", "choir", 2), Ben);
        var file = (await ExportAsync(service, "json")).Replace("\"slot\":2", "\"slot\":3", StringComparison.Ordinal);

        var both = JsonSerializer.Serialize(new[]
        {
            JsonSerializer.Deserialize<JsonElement[]>(file)![0], JsonSerializer.Deserialize<JsonElement>(Pin("choir", "harbour-1", 1)),
        });
        Assert.Equal((false, 1, 1), Counts(await service.AskAsync(HttpMethod.Post, $"{RulesPath}/import", both)));
        Assert.Equal(2, (await service.AskAsync(HttpMethod.Post, $"{RulesPath}/undo")).Items.Length);

        Assert.Equal([known], await service.RuleIdsAsync(""));
        Assert.Equal(2, (await service.RuleAsync(known)).Json.GetProperty("slot").GetInt32());
    }

    [Theory]
    [InlineData("text/csv", "kind,colour\npin,red", "no column 'colour'")]
    [InlineData("text/csv", "kind,kind\npin,pin", "appears twice")]
    [InlineData("application/json", "{}", "A JSON array")]
    [InlineData("application/json", "[", "not valid JSON")]
    [InlineData("application/json", """[{"id":"\ud800"}]""", "line 1: The body contains an unpaired surrogate")]
    [InlineData("application/json", """[{"kind":"pin"},{"\udc00":1}]""", "The body contains an unpaired surrogate")]
    [InlineData("application/json", """[{"\udc00":1,"\udc01":2}]""", "The body contains an unpaired surrogate")]
    [InlineData("text/csv", "kind,\"a\nb\"\npin,red", "no column 'a b'")]
    public async Task An_unreadable_file_is_refused_with_an_explanation(string type, string file, string detail)
    {
        await using var service = await ServeNewsroomAsync();

        var answer = await service.AskAsync(HttpMethod.Post, $"{RulesPath}/import", file, type: type);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(detail, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var plain = await service.AskAsync(HttpMethod.Post, $"{RulesPath}/import", file, type: "text/plain");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, plain.Status);
    }

    [Theory]
    [InlineData("text/csv", "id,kind", "\n,pin", "")]
    [InlineData("application/json", "[{}", ",{}", "]")]
    public async Task A_file_of_too_many_rules_is_refused(string type, string before, string rule, string after)
    {
        await using var service = await ServeNewsroomAsync();

        var file = before + string.Concat(Enumerable.Repeat(rule, 100_001)) + after;
        var answer = await service.AskAsync(HttpMethod.Post, $"{RulesPath}/import", file, type: type);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("The file has more than 100,000 rules.", answer.Json.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Of_many_errors_the_first_thousand_are_reported()
    {
        await using var service = await ServeNewsroomAsync();

        var file = "id,kind" + string.Concat(Enumerable.Repeat("\n,pin", 2_000));
        var answer = await service.AskAsync(HttpMethod.Post, $"{RulesPath}/import", file, type: "text/csv");

        var errors = answer.Json.GetProperty("report").GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal((1000, 2), (errors.Count, errors[0].GetProperty("line").GetInt32()));
    }

    private static async Task<string> ExportAsync(RunningService service, string format) =>
        (await service.AskAsync(HttpMethod.Get, $"{RulesPath}/export?format={format}")).Text;

    private static (bool DryRun, int Created, int Changed) Counts(Answer answer) => answer.Status == HttpStatusCode.OK
        ? (answer.Json.GetProperty("dryRun").GetBoolean(),
            answer.Json.GetProperty("created").GetInt32(), answer.Json.GetProperty("changed").GetInt32())
        : throw new InvalidOperationException(answer.Text);
}

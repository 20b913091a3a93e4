using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;
using Recommender.Service.Tests.Rules;
using static Recommender.Service.Tests.Rules.TestRules;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Blocks.Rules;

/// <summary>The effect of rules on answers over HTTP, with and without an explanation.</summary>
public class RuledBlockEndpointTests
{
    private const string Block = "/v1/default/related?id=harbour-1&limit=3&fallback=true";

    [Fact]
    public async Task The_answer_contains_the_source_and_the_presentation_of_an_article()
    {
        await using var service = await ServeAsync(
            Pin("choir", 2).InSection("harbour"),
            Present("choir") with { Title = "Sing!", Label = "Culture", Image = "https://example.org/choir.png" },
            Present() with { Heading = "Más", Language = "es", DateFormat = "dd/MM/yyyy" });

        var answer = await service.GetJsonAsync(Block);

        var items = answer.GetProperty("items");
        Assert.Equal(("choir", "pin", "Sing!", "Culture", "https://example.org/choir.png"), (
            Text(items[1], "id"), Text(items[1], "source"), Text(items[1], "title"), Text(items[1], "label"), Text(items[1], "image")));
        Assert.Equal(JsonValueKind.Null, items[1].GetProperty("score").ValueKind);
        Assert.Equal("fallback", Text(items[0], "source"));
        Assert.False(items[0].TryGetProperty("label", out _));
        Assert.Equal(("Más", "es", "dd/MM/yyyy"), (Text(answer, "heading"), Text(answer, "language"), Text(answer, "dateFormat")));
    }

    [Fact]
    public async Task Without_rules_the_answer_has_no_fields_of_rules()
    {
        await using var service = await ServeAsync();

        var answer = await service.Client.GetStringAsync(Block, TestContext.Current.CancellationToken);

        Assert.All(
            ["noBlock", "heading", "language", "dateFormat", "label", "leftOut", "rules"],
            name => Assert.DoesNotContain($"\"{name}\"", answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_no_block_rule_is_reported_and_named_if_explain_is_requested()
    {
        await using var service = await ServeAsync(NoBlock().Under("harbour-1"));

        var plain = await service.GetJsonAsync(Block);
        Assert.True(plain.GetProperty("noBlock").GetBoolean());
        Assert.Empty(plain.GetProperty("items").EnumerateArray());
        Assert.False(plain.TryGetProperty("noBlockRule", out _));

        var rule = (await service.ExplainAsync(Block)).GetProperty("noBlockRule");
        Assert.Equal(
            ("1", "noBlock", "article", ArticleKey.Of("harbour-1")),
            (Text(rule, "id"), Text(rule, "kind"), Text(rule, "scope"), Text(rule, "scopeValue")));
    }

    [Fact]
    public async Task Explain_lists_the_rules_of_each_article_and_the_articles_left_out()
    {
        await using var service = await ServeAsync(
            Pin("choir", 1).WithTag("tag-harbour-1"), Pin("meteorite-2", 1), Pin("hospital-2", 2), Exclude("hospital-2"));

        var answer = await service.ExplainAsync(Block);

        var (first, second) = (Rule(answer, 0), Rule(answer, 1));
        Assert.Equal(
            ("1", "pin", "tag", "tag-harbour-1"),
            (Text(first, "id"), Text(first, "kind"), Text(first, "scope"), Text(first, "scopeValue")));
        Assert.Equal(1, first.GetProperty("slot").GetInt32());
        Assert.False(first.TryGetProperty("displacedBy", out _));
        Assert.Equal(("2", "1"), (Text(second, "id"), Text(second, "displacedBy")));
        Assert.Equal("pinned to slot 1 by rule 2 (site); displaced by rule 1", Reason(answer, 1).Split("; without")[0]);
        var left = Assert.Single(answer.GetProperty("leftOut").EnumerateArray());
        Assert.Equal(("excluded", "excluded by rule 4 (site)"), (Text(left, "reason"), Text(left, "words")));
        Assert.Equal(("4", "3"), (Text(left.GetProperty("by"), "id"), Text(left.GetProperty("wantedBy"), "id")));
    }

    [Fact]
    public async Task A_locked_block_names_the_lock_as_its_source()
    {
        await using var service = await ServeAsync(Lock("choir", "hospital-1").Under("harbour-1"));

        var items = (await service.GetJsonAsync(Block)).GetProperty("items").EnumerateArray().ToList();

        Assert.Equal(["choir", "hospital-1"], items.Select(item => Text(item, "id")));
        Assert.All(items, item => Assert.Equal("lock", Text(item, "source")));
    }

    [Fact]
    public async Task A_schedule_follows_the_time_zone_of_the_site_without_a_restart()
    {
        // The clock is at noon UTC, eight in the morning in New York.
        var pin = Pin("choir", 1) with { Schedule = new RuleSchedule(null, null, [], new(8, 30), new(9, 0)) };
        await using var service = await ServeAsync(
            [("Recommender:TimeZone", "Asia/Tokyo"), ("Recommender:Sites:default:TimeZone", "America/New_York")],
            pin with { Article = ArticleKey.Of("meteorite-1") });

        foreach (var (minutes, applies) in new[] { (0, false), (30, true), (29, true), (1, false) })
        {
            service.Clock.Advance(TimeSpan.FromMinutes(minutes));
            Assert.Equal(applies, (await service.IdsAsync(Block))[0] == "meteorite-1");
        }
    }

    [Theory]
    [InlineData("Recommender:TimeZone", "Mars/Olympus")]
    [InlineData("Recommender:Sites:default:TimeZone", "")]
    public async Task An_unknown_time_zone_stops_the_start_and_is_named(string key, string value)
    {
        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => RunningService.StartAsync(null, (key, value)));

        Assert.Contains($"{key}: time zone '{value}' does not exist", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_page_shows_the_same_block_and_markup_in_rules_as_text()
    {
        await using var service = await ServeAsync(
            Pin("choir", 1), Present("choir") with { Title = "<script>alert(1)</script>", Label = "<b>Label</b>" },
            Present() with { Heading = "<i>Seguir leyendo</i>", Language = "es", DateFormat = "d MMMM yyyy" });

        var answer = await service.GetAsync($"/site/default/article/{ArticleKey.Of("harbour-1")}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        var block = page[page.IndexOf("class=\"block\"", StringComparison.Ordinal)..];
        Assert.Contains("lang=\"es\">&lt;i&gt;Seguir leyendo&lt;/i&gt;</h2>", block, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", block, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Label&lt;/b&gt;", block, StringComparison.Ordinal);
        Assert.Contains(">30 mayo 2026</time>", block, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    private static Task<RunningService> ServeAsync(params Rule[] rules) => ServeAsync([], rules);

    private static async Task<RunningService> ServeAsync((string, string)[] settings, params Rule[] rules)
    {
        var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom), settings);
        service.Get<SiteSnapshots>().Swap("default", now => now!.WithRules(rules));
        return service;
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static JsonElement Rule(JsonElement answer, int item) => Explanation(answer, item).GetProperty("rules")[0];

    private static string Reason(JsonElement answer, int item) => Explanation(answer, item).GetProperty("reasons")[0].GetString()!;

    private static JsonElement Explanation(JsonElement answer, int item) => answer.GetProperty("items")[item].GetProperty("explanation");
}

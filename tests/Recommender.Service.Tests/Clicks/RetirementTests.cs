using System.Text.Json;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Clicks.Evidence;
using Recommender.Service.Clicks.Retiring;
using Recommender.Service.Tests.Editing;
using static Recommender.Service.Tests.Clicks.Counting;
using static Recommender.Service.Tests.Editing.RuleRequests;

namespace Recommender.Service.Tests.Clicks;

public sealed class RetirementTests : IAsyncLifetime
{
    private static readonly DateOnly Tomorrow = Today.AddDays(1);
    private RunningService _service = null!;

    public async ValueTask InitializeAsync() =>
        _service = await RunningService.StartAsync(await new TestFolder().WithAsync(TestArticles.Newsroom));

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_pin_with_too_few_clicks_retires_with_a_reason_and_can_be_restored()
    {
        var id = await PinAsync();
        await RunNextDayAsync();
        await CountAsync(id, Tomorrow, seen: 10_000, clicked: 50);
        await RunNextDayAsync();

        var history = await _service.HistoryAsync(id);
        Assert.StartsWith("2 removed by recommender, by itself: It retires below 0.5: clicked 0.03 times as often as the rest of its block",
            history[^1], StringComparison.Ordinal);
        Assert.Equal(2, history.Length);
        Assert.DoesNotContain("\"pin\"", (await _service.GetAsync("/v1/default/related?url=https://example.org/harbour-1&fallback=true"))
            .ToString(), StringComparison.Ordinal);

        var restored = await _service.AskAsync(HttpMethod.Post, $"{RulesPath}/{id}/restore?version=1", ifMatch: "\"2\"");
        Assert.True(restored.Status == System.Net.HttpStatusCode.OK, restored.Text);
        // It starts afresh: earlier counts no longer matter.
        await RunNextDayAsync();
        Assert.Equal(3, (await _service.HistoryAsync(id)).Length);
    }

    [Theory]
    [InlineData(250, 0)]
    [InlineData(10_000, 900)]
    [InlineData(10_000, 1800)]
    public async Task A_pin_with_too_little_data_or_enough_clicks_stays(int seen, int clicked)
    {
        var id = await PinAsync();
        await RunNextDayAsync();
        await CountAsync(id, Tomorrow, seen, clicked);
        await RunNextDayAsync();

        Assert.Single(await _service.HistoryAsync(id));
    }

    [Fact]
    public async Task Counts_before_the_last_change_of_a_pin_are_ignored()
    {
        var id = await PinAsync();
        await CountAsync(id, Today, seen: 10_000, clicked: 50);
        await RunNextDayAsync();

        Assert.Single(await _service.HistoryAsync(id));
    }

    [Fact]
    public async Task A_pin_that_occupies_a_slot_on_all_pages_is_compared_with_the_next_slot()
    {
        var id = await _service.MakeAsync(JsonSerializer.Serialize(new
        {
            kind = "pin", scope = "site", subject = "article", subjectValue = Key("choir"), slot = 1, retireBelow = 0.5,
        }));
        await RunNextDayAsync();
        await _service.Get<EvidenceStore>().PutAsync(
            (EvidenceAbout.Pin, id, 0, Tomorrow, 10_000, 50), (EvidenceAbout.Pin, id, 1, Tomorrow, 10_000, 0),
            (EvidenceAbout.Rest, id, 0, Tomorrow, 10_000, 1000), (EvidenceAbout.Rest, id, 2, Tomorrow, 10_000, 0),
            (EvidenceAbout.Slot, "", 2, Tomorrow, 10_000, 1000));
        await RunNextDayAsync();

        Assert.StartsWith("2 removed by recommender", (await _service.HistoryAsync(id))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_desk_shows_that_a_pin_has_no_counts_yet_and_later_its_status()
    {
        var id = await PinAsync();
        Assert.Contains("no clicks have been counted", await PageAsync($"/desk/default/rules/{id}"), StringComparison.Ordinal);

        await RunNextDayAsync();
        await CountAsync(id, Tomorrow, seen: 10_000, clicked: 1800);
        Assert.Contains("clicked 0.90 times as often as the rest of its block", await PageAsync($"/desk/default/rules/{id}"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_overview_lists_often_read_articles_whose_block_nobody_has_reviewed()
    {
        Assert.DoesNotContain("block not reviewed", await PageAsync("/desk/default"), StringComparison.Ordinal);
        await _service.Get<EvidenceStore>().PutAsync((EvidenceAbout.Page, Key("harbour-1"), 0, Today, 1000, 100));
        _service.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Matches("(?s)block not reviewed.*Title of harbour-1.*read 1,000 times in 7 days.*Articles without",
            await PageAsync("/desk/default"));
        await PageAsync($"/desk/default/articles/{Key("harbour-1")}");
        Assert.DoesNotMatch("(?s)block not reviewed.*Title of harbour-1.*Articles without", await PageAsync("/desk/default"));
    }

    private Task<string> PinAsync() => _service.MakeAsync(JsonSerializer.Serialize(new
    {
        kind = "pin", scope = "article", scopeValue = Key("harbour-1"), subject = "article", subjectValue = Key("choir"), slot = 1,
        retireBelow = 0.5,
    }));

    // Elsewhere a fifth clicks the first slot; below the pin a tenth clicks the second, as elsewhere.
    private Task CountAsync(string pin, DateOnly day, int seen, int clicked) => _service.Get<EvidenceStore>().PutAsync(
        (EvidenceAbout.Pin, pin, 0, day, seen, clicked), (EvidenceAbout.Pin, pin, 1, day, seen, 0),
        (EvidenceAbout.Rest, pin, 0, day, 10_000, 1000), (EvidenceAbout.Rest, pin, 2, day, 10_000, 0),
        (EvidenceAbout.Slot, "", 1, day, 10_000, 2000), (EvidenceAbout.Slot, "", 2, day, 20_000, 2000));

    private async Task RunNextDayAsync()
    {
        _service.Clock.Advance(TimeSpan.FromDays(1));
        await _service.Get<PinRetirement>().RunAsync(_service.Get<SiteSnapshots>().Find("default")!, TestContext.Current.CancellationToken);
    }

    private async Task<string> PageAsync(string path) => (await _service.AskAsync(HttpMethod.Get, path)).Text;
}

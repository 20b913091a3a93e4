using System.Text.Json;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Clicks;
using Recommender.Service.Clicks.Retiring;
using Recommender.Service.Tests.Editing;
using static Recommender.Service.Tests.Clicks.Counting;
using static Recommender.Service.Tests.Editing.Asking;

namespace Recommender.Service.Tests.Clicks;

public sealed class RetirementTests : IAsyncLifetime
{
    private static readonly DateOnly Tomorrow = Today.AddDays(1);
    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync(await new TestFolder().WithAsync(TestArticles.Newsroom));

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_pin_that_is_clicked_too_seldom_retires_says_why_and_can_be_restored()
    {
        var id = await PinAsync();
        await RunNextDayAsync();
        await CountAsync(Tomorrow, impressions: 1000, clicks: 5);
        await RunNextDayAsync();

        var history = await _service.HistoryAsync(id);
        Assert.StartsWith("2 removed by recommender, by itself: It retires below 0.5: clicked 0.03 times as often as the rest of its block", history[^1], StringComparison.Ordinal);
        Assert.Equal(2, history.Length);
        Assert.DoesNotContain("\"pin\"", (await _service.GetAsync("/v1/default/related?url=https://example.org/harbour-1&fallback=true")).ToString(), StringComparison.Ordinal);

        var restored = await _service.AskAsync(HttpMethod.Post, $"{RulesPath}/{id}/restore?version=1", ifMatch: "\"2\"");
        Assert.True(restored.Status == System.Net.HttpStatusCode.OK, restored.Text);
        // It begins anew: what was counted before says nothing of it any more.
        await RunNextDayAsync();
        Assert.Equal(3, (await _service.HistoryAsync(id)).Length);
    }

    [Theory]
    [InlineData(150, 0)]
    [InlineData(1000, 90)]
    [InlineData(1000, 180)]
    public async Task A_pin_of_which_too_little_is_known_or_that_does_well_enough_stays(int impressions, int clicks)
    {
        var id = await PinAsync();
        await RunNextDayAsync();
        await CountAsync(Tomorrow, impressions, clicks);
        await RunNextDayAsync();

        Assert.Single(await _service.HistoryAsync(id));
    }

    [Fact]
    public async Task What_was_counted_before_its_last_change_says_nothing_of_a_pin()
    {
        await CountAsync(Today, impressions: 1000, clicks: 5);
        var id = await PinAsync();
        await RunNextDayAsync();

        Assert.Single(await _service.HistoryAsync(id));
    }

    [Fact]
    public async Task A_pin_that_has_a_slot_of_all_pages_for_itself_is_compared_with_the_next()
    {
        var id = await _service.MakeAsync(JsonSerializer.Serialize(new
        {
            kind = "pin", scope = "site", subject = "article", subjectValue = Key("choir"), slot = 1, retireBelow = 0.5,
        }));
        await RunNextDayAsync();
        await _service.Get<ClickStore>().PutAsync(
            ("harbour-1", "choir", 1, BlockSource.Pin, Tomorrow, 1000, 5), ("harbour-1", "harbour-2", 2, BlockSource.Model, Tomorrow, 1000, 100),
            ("hospital-1", "choir", 1, BlockSource.Pin, Tomorrow, 1000, 5), ("hospital-1", "hospital-2", 2, BlockSource.Model, Tomorrow, 1000, 100));
        await RunNextDayAsync();

        Assert.StartsWith("2 removed by recommender", (await _service.HistoryAsync(id))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_desk_says_that_it_waits_for_counts_and_then_where_it_stands()
    {
        var id = await PinAsync();
        Assert.Contains("it waits for click counts", await PageAsync($"/desk/default/rules/{id}"), StringComparison.Ordinal);

        await RunNextDayAsync();
        await CountAsync(Tomorrow, impressions: 1000, clicks: 180);
        Assert.Contains("clicked 0.90 times as often as the rest of its block", await PageAsync($"/desk/default/rules/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_overview_names_much_read_articles_whose_block_nobody_looked_at()
    {
        Assert.DoesNotContain("nobody looked at the block", await PageAsync("/desk/default"), StringComparison.Ordinal);
        await CountAsync(Today, impressions: 1000, clicks: 100);
        _service.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Matches("(?s)nobody looked at the block.*Title of harbour-1.*read 1,000 times in 7 days.*Articles without", await PageAsync("/desk/default"));
        await PageAsync($"/desk/default/articles/{Key("harbour-1")}");
        Assert.DoesNotMatch("(?s)nobody looked at the block.*Title of harbour-1.*Articles without", await PageAsync("/desk/default"));
    }

    private Task<string> PinAsync() => _service.MakeAsync(JsonSerializer.Serialize(new
    {
        kind = "pin", scope = "article", scopeValue = Key("harbour-1"), subject = "article", subjectValue = Key("choir"), slot = 1, retireBelow = 0.5,
    }));

    // Elsewhere the first slot is clicked 200 times of 1000; below the pin, the second 100 times of 1000, as elsewhere.
    private Task CountAsync(DateOnly day, int impressions, int clicks) => _service.Get<ClickStore>().PutAsync(
        ("harbour-1", "choir", 1, BlockSource.Pin, day, impressions, clicks), ("harbour-1", "harbour-2", 2, BlockSource.Model, day, 1000, 100),
        ("hospital-1", "hospital-2", 1, BlockSource.Model, day, 1000, 200), ("hospital-1", "choir", 2, BlockSource.Model, day, 1000, 100));

    private async Task RunNextDayAsync()
    {
        _service.Clock.Advance(TimeSpan.FromDays(1));
        await _service.Get<PinRetirement>().RunAsync(_service.Get<SiteSnapshots>().Find("default")!, TestContext.Current.CancellationToken);
    }

    private async Task<string> PageAsync(string path) => (await _service.AskAsync(HttpMethod.Get, path)).Text;
}

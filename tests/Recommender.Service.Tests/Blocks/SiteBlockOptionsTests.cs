using Microsoft.Extensions.Options;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Blocks;

public class SiteBlockOptionsTests
{
    [Fact]
    public async Task A_recent_follow_up_appears_below_the_old_story_and_first_if_the_site_prefers_fresh_articles()
    {
        await using (var service = await ServeAsync())
        {
            Assert.Contains("follow-up", await service.IdsAsync("/v1/default/related?id=old&limit=2"));
        }

        await using (var service = await ServeAsync(("Recommender:Sites:default:Block:HalfLifeDays", "30")))
        {
            Assert.Equal("follow-up", (await service.IdsAsync("/v1/default/related?id=old&limit=2"))[0]);
        }

        await using (var service = await ServeAsync(("Recommender:Block:MaxAgeDays", "100")))
        {
            Assert.DoesNotContain("close", await service.IdsAsync("/v1/default/related?id=old&fallback=true"));
        }

        static async Task<RunningService> ServeAsync(params (string, string)[] settings)
        {
            var folder = await new TestFolder().WithAsync(
            [
                Of("old", 700,
                    text: "The council voted to dredge the harbour channel. Dredging barges will lift silt from the harbour channel."),
                Of("close", 690,
                    text: "The council voted to dredge the harbour channel again. The dredging barges lift silt from the harbour channel "
                        + "all night."),
                Of("follow-up", 6, text: "A court stopped the dredging of the harbour channel. The barges left with their silt."),
                Of("choir", 5, text: "The choir sang Bach in the old church on Sunday evening to a full house."),
            ]);
            await folder.TrainAsync();
            return await RunningService.StartAsync(folder, settings);
        }
    }

    [Theory]
    [InlineData("Recommender:Block:MinimumScore", "1.4")]
    [InlineData("Recommender:Block:HalfLifeDays", "-0.4")]
    [InlineData("Recommender:Sites:default:Block:MaxPerStory", "51")]
    public async Task An_invalid_setting_stops_the_start_and_is_named(string key, string value)
    {
        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => RunningService.StartAsync(null, (key, value)));
        Assert.Contains(key.Split(':')[^1], refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Linked_articles_are_excluded_from_the_block_over_HTTP()
    {
        var page = Of("page", 3, text: "The dredging of the harbour channel: see the vote on dredging barges.") with
        {
            Spans = [new Service.Articles.TextSpan(38, 8, Service.Articles.SpanKind.Link, "https://example.org/harbour-1")],
        };
        var folder = await new TestFolder().WithAsync([.. Newsroom, page]);
        await folder.TrainAsync();
        await using var service = await RunningService.StartAsync(folder);

        var ids = await service.IdsAsync("/v1/default/related?id=page");

        Assert.Contains("harbour-2", ids);
        Assert.DoesNotContain("harbour-1", ids);
    }
}

using Recommender.Service.Blocks.Loading;
using Recommender.Service.Clicks.Evidence;
using Recommender.Service.Tests.Clicks;
using Recommender.Service.Tests.Editing;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Blocks;

public class FallbackOrderTests
{
    private const string Unknown = "/v1/default/related?id=unknown&fallback=true&limit=3";

    [Fact]
    public async Task The_most_read_articles_come_before_the_newest_and_follow_readers()
    {
        await using var service =
            await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom), ("Recommender:Block:Fallback", "mostRead"));
        Assert.Equal(["choir", "meteorite-2", "hospital-2"], await service.IdsAsync(Unknown));

        await ReadAsync(service, ("harbour-1", 300), ("hospital-1", 900), ("meteorite-1", 99), ("gone", 999));
        Assert.Equal(["hospital-1", "harbour-1", "choir"], await service.IdsAsync(Unknown));
        Assert.Equal(["harbour-1", "hospital-2", "choir"],
            await service.IdsAsync("/v1/default/related?id=hospital-1&fallback=true&limit=3"));

        var items = (await service.ExplainAsync(Unknown)).GetProperty("items").EnumerateArray().ToArray();
        Assert.All(items, item => Assert.Equal("fallback", item.GetProperty("source").GetString()));
        Assert.Equal("one of the most read of the last 7 days", ReasonOf(items[0]));
        Assert.StartsWith("newest of the site", ReasonOf(items[2]), StringComparison.Ordinal);

        await ReadAsync(service, ("meteorite-1", 5000));
        Assert.Equal(["meteorite-1", "hospital-1", "harbour-1"], await service.IdsAsync(Unknown));

        static string ReasonOf(System.Text.Json.JsonElement item) => item.GetProperty("explanation").GetProperty("reasons")[0].GetString()!;
    }

    [Fact]
    public async Task Only_editors_picks_fill_a_block_with_the_fallback_editors_picks()
    {
        await using var service = await RunningService.StartAsync(
            await new TestFolder().WithAsync(Newsroom), ("Recommender:Sites:default:Block:Fallback", "editorsPicks"));
        Assert.Empty(await service.IdsAsync(Unknown));

        await service.MakeAsync(
            $$"""{"kind":"pin","scope":"site","subject":"article","subjectValue":"{{RuleRequests.Key("harbour-2")}}","slot":2}""");

        Assert.Equal(["harbour-2"], await service.IdsAsync(Unknown));
        Assert.Equal(["harbour-2"], await service.IdsAsync("/v1/default/related?id=choir&fallback=true"));
    }

    private static async Task ReadAsync(RunningService service, params (string Page, int Times)[] pages)
    {
        await service.Get<EvidenceStore>()
            .PutAsync([.. pages.Select(page => (EvidenceAbout.Page, RuleRequests.Key(page.Page), 0, Counting.Today, page.Times, 0))]);
        // The most read articles are refreshed every few minutes.
        service.Clock.Advance(TimeSpan.FromMinutes(6));
        await service.Get<SnapshotLoader>().RefreshAsync(TestContext.Current.CancellationToken);
    }
}

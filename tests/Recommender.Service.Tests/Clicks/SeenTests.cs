using System.Net;
using Microsoft.Extensions.Options;
using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Clicks;
using Recommender.Service.Storage;
using static Recommender.Service.Tests.Clicks.Counting;

namespace Recommender.Service.Tests.Clicks;

public class SeenTests
{
    private static readonly string One = Beacon("harbour-1", [(1, "harbour-2")]);

    [Fact]
    public async Task Impressions_and_clicks_are_summed_by_pair_and_slot()
    {
        await using var service = await StartAsync();

        Assert.Equal(HttpStatusCode.NoContent,
            await service.SendAsync(Beacon("harbour-1", [(1, "harbour-2"), (2, "choir")], (1, "harbour-2"))));
        Assert.Equal(HttpStatusCode.NoContent, await service.SendAsync(Beacon("harbour-1", [(1, "harbour-2")]), type: "application/json"));

        string[] wanted = [Row("harbour-1", "harbour-2", 1, "Fallback", 2, 1), Row("harbour-1", "choir", 2, "Fallback", 1, 0)];
        Assert.Equal(wanted.Order(), await service.WrittenAsync());
        await service.SendAsync(One);
        Assert.Contains(Row("harbour-1", "harbour-2", 1, "Fallback", 3, 1), await service.WrittenAsync());
        Assert.All(await service.RowsAsync(), row => Assert.Equal((Today, ""), (row.Key.Day, row.Key.Model)));
    }

    [Fact]
    public async Task Items_that_no_page_can_show_are_not_counted()
    {
        var folder = await new TestFolder().WithAsync([.. TestArticles.Newsroom, TestArticles.Of("gone")]);
        using (var database = Database.Open(folder.Data))
        {
            await database.WithdrawAsync("default", "gone");
        }

        await using var service = await RunningService.StartAsync(folder);
        await service.ServeAsync("harbour-1");

        foreach (var body in new[]
        {
            Beacon("nowhere", [(1, "harbour-2")]), Beacon("gone", [(1, "harbour-2")]),
            Beacon("harbour-1", [(1, "nothing"), (2, "gone"), (3, "harbour-1")]),
            Beacon("harbour-1", [(0, "harbour-2"), (51, "choir"), (-1, "choir")]), """{"page":"x","seen":[null]}""",
        })
        {
            Assert.Equal(HttpStatusCode.NoContent, await service.SendAsync(body));
        }

        Assert.Empty(await service.WrittenAsync());
        await service.SendAsync(Beacon("harbour-1", [(1, "harbour-2"), (1, "choir"), (1, "harbour-2")]));
        Assert.Equal([Row("harbour-1", "harbour-2", 1, "Fallback", 1, 0)], await service.WrittenAsync());
    }

    [Fact]
    public async Task An_item_counts_if_a_block_of_the_page_showed_it_in_that_slot_from_that_source_and_model()
    {
        var folder = await new TestFolder().WithAsync(TestArticles.Newsroom);
        var model = await folder.TrainAsync();
        await using var service = await RunningService.StartAsync(folder);
        var served = $$"""{"page":"{{ArticleKey.Of("harbour-1")}}","model":"{{model.Version}}","seen":["""
            + $$"""{"slot":1,"article":"{{ArticleKey.Of("harbour-2")}}","source":"model"}]}""";
        await service.SendAsync(served);
        Assert.Empty(await service.WrittenAsync());

        await service.ServeAsync("harbour-1");
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        (string What, string Other)[] changes =
        [
            (model.Version, "made up"), ("\"slot\":1", "\"slot\":2"), ("\"source\":\"model\"", "\"source\":\"pin\""),
            (ArticleKey.Of("harbour-2"), ArticleKey.Of("hospital-1")), (ArticleKey.Of("harbour-1"), ArticleKey.Of("choir")),
        ];
        foreach (var (what, other) in changes)
        {
            Assert.Equal(HttpStatusCode.NoContent, await service.SendAsync(served.Replace(what, other, StringComparison.Ordinal)));
        }

        Assert.Empty(await service.WrittenAsync());
        Assert.Equal(6, (await service.Get<ClickStore>()
            .DroppedAsync("default", Today, DateOnly.MaxValue, TestContext.Current.CancellationToken))[DropReason.Unserved]);

        await service.SendAsync(served);
        await service.SendAsync(served.Replace($"\"model\":\"{model.Version}\",", "", StringComparison.Ordinal));
        await service.WrittenAsync();
        Assert.Equal(["", model.Version], (await service.RowsAsync()).Select(row => row.Key.Model).Order());
    }

    [Theory]
    [InlineData("DNT")]
    [InlineData("Sec-GPC")]
    public async Task Readers_who_opt_out_are_not_counted(string header)
    {
        await using var service = await StartAsync();

        Assert.Equal(HttpStatusCode.NoContent, await service.SendAsync(One, headers: (header, "1")));
        Assert.Empty(await service.WrittenAsync());
        Assert.Empty(await service.Get<ClickStore>().DroppedAsync("default", Today, DateOnly.MaxValue,
            TestContext.Current.CancellationToken));

        await service.SendAsync(One, headers: (header, "0"));
        Assert.Single(await service.WrittenAsync());
    }

    [Theory]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", true)]
    [InlineData("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0) Chrome/140.0", true)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36", true)]
    [InlineData("facebookexternalhit/1.1", true)]
    [InlineData("curl/8.5.0", true)]
    [InlineData("python-requests/2.32", true)]
    [InlineData("", true)]
    [InlineData(Firefox, false)]
    [InlineData("Mozilla/5.0 (Linux; Android 13; CUBOT KINGKONG) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36",
        false)]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 "
        + "Mobile/15E148 Safari/604.1", false)]
    public void Bots_are_recognised_by_their_user_agent(string agent, bool isBot) => Assert.Equal(isBot, Bots.Is(agent));

    [Fact]
    public async Task A_bot_is_answered_and_counted_only_as_a_bot()
    {
        await using var service = await StartAsync();

        Assert.Equal(HttpStatusCode.NoContent, await service.SendAsync(One, agent: "SomeCrawler/1.0"));

        Assert.Empty(await service.WrittenAsync());
        Assert.Equal(1, (await service.Get<ClickStore>()
            .DroppedAsync("default", Today, DateOnly.MaxValue, TestContext.Current.CancellationToken))[DropReason.Bot]);
    }

    [Fact]
    public async Task Beacons_beyond_a_clients_limit_per_minute_are_counted_as_dropped()
    {
        await using var service = await StartAsync(("Recommender:Clicks:BeaconsPerMinute", "5"));

        for (var i = 0; i < 12; i++)
        {
            Assert.Equal(HttpStatusCode.NoContent, await service.SendAsync(One));
        }

        Assert.Equal([Row("harbour-1", "harbour-2", 1, "Fallback", 5, 0)], await service.WrittenAsync());
        Assert.Equal(7, (await service.Get<ClickStore>()
            .DroppedAsync("default", Today, DateOnly.MaxValue, TestContext.Current.CancellationToken))[DropReason.Flood]);
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        await service.SendAsync(One);
        Assert.Equal([Row("harbour-1", "harbour-2", 1, "Fallback", 6, 0)], await service.WrittenAsync());
    }

    [Fact]
    public void Distinct_counts_beyond_the_memory_limit_are_counted_as_dropped()
    {
        var counts = new ClickCounts(Options.Create(new ClickOptions { MaxWaiting = 100 }));
        for (var i = 0; i < 150; i++)
        {
            counts.Add(new ClickKey("default", Today, $"page-{i}", "article", 1, "", BlockSource.Model), new ClickCount(1, 0));
        }

        counts.Add(new ClickKey("default", Today, "page-7", "article", 1, "", BlockSource.Model), new ClickCount(1, 0));
        Assert.Equal(100, counts.Waiting);

        var taken = counts.Take();
        Assert.Equal(101, taken.Counts.Values.Sum(count => count.Impressions));
        Assert.Equal(50, taken.Dropped[("default", Today, DropReason.Full)]);
        Assert.Equal(0, counts.Waiting);
    }

    [Fact]
    public async Task A_page_at_its_limit_of_distinct_counts_continues_to_sum_known_ones_and_concerns_no_other_page()
    {
        await using var service = await StartAsync(("Recommender:Clicks:MaxPerPage", "50"));
        var store = service.Get<ClickStore>();
        await store.PutAsync([.. Enumerable.Range(0, 60).Select(i => ("page", $"article-{i}", 1, BlockSource.Model, Today, 1, 0))]);

        await store.PutAsync(("page", "article-7", 1, BlockSource.Model, Today, 1, 1), ("page", "new", 1, BlockSource.Model, Today, 3, 1),
            ("other", "choir", 1, BlockSource.Model, Today, 2, 0));

        var rows = await service.RowsAsync();
        Assert.Equal(51, rows.Count);
        Assert.Equal(53, rows.Sum(row => row.Count.Impressions));
        Assert.Equal(14, (await store.DroppedAsync("default", Today, DateOnly.MaxValue,
            TestContext.Current.CancellationToken))[DropReason.Full]);
    }

    [Fact]
    public async Task A_client_at_its_limit_of_distinct_counts_adds_to_known_ones_and_keeps_no_other_client_out()
    {
        await using var service = await StartAsync(("Recommender:Clicks:MaxPerClient", "50"));
        var counts = service.Get<ClickCounts>();
        var seen = new ClickCount(1, 0);
        for (var i = 0; i < 60; i++)
        {
            counts.Add(Key(i), seen, client: 1);
        }

        Assert.Equal(50, (await service.WrittenAsync()).Length);
        var (known, shared) = (Key(0), Key(70));
        counts.Add(known with { Article = (await service.RowsAsync())[0].Key.Article }, seen, client: 1);
        counts.Add(shared, seen, client: 1);
        counts.Add(shared, seen, client: 2);
        counts.Add(Key(71), seen, client: 1);

        await service.WrittenAsync();
        var rows = await service.RowsAsync();
        Assert.Equal(51, rows.Count);
        Assert.Equal(53, rows.Sum(row => row.Count.Impressions));

        static ClickKey Key(int i) => new("default", Today, "page", $"article-{i}", 1, "", BlockSource.Model);
    }

    [Fact]
    public void A_client_takes_a_small_share_of_the_room_for_waiting_counts()
    {
        var counts = new ClickCounts(Options.Create(new ClickOptions { MaxWaiting = 6400 }));
        for (var i = 0; i < 6400; i++)
        {
            counts.Add(new ClickKey("default", Today, $"page-{i}", "article", 1, "", BlockSource.Model), new ClickCount(1, 0), client: 1);
        }

        counts.Add(new ClickKey("default", Today, "other", "article", 1, "", BlockSource.Model), new ClickCount(1, 0), client: 2);

        Assert.Equal(101, counts.Waiting);
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("null", 400)]
    [InlineData("[]", 400)]
    [InlineData("{}", 400)]
    [InlineData("{\"page\":1}", 400)]
    [InlineData("{\"page\":\"a\",\"who\":\"me\"}", 400)]
    [InlineData("{\"page\":\"a\",\"seen\":null}", 400)]
    [InlineData("{\"page\":\"a\",\"seen\":[{\"slot\":1,\"article\":\"b\",\"source\":\"advertiser\"}]}", 400)]
    [InlineData("{\"page\":\"a\",\"seen\":[{\"slot\":99999999999,\"article\":\"b\",\"source\":\"pin\"}]}", 400)]
    [InlineData("{\"page\":\"\\ud800\"}", 400)]
    public async Task An_invalid_beacon_gets_400_and_counts_nothing(string body, int status)
    {
        await using var service = await StartAsync();

        Assert.Equal(status, (int)await service.SendAsync(body));
        Assert.Empty(await service.WrittenAsync());
    }

    [Fact]
    public async Task A_beacon_must_be_small_and_for_an_existing_site()
    {
        await using var service = await StartAsync();

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await service.SendAsync(new string(' ', 20_000) + One));
        Assert.Equal(HttpStatusCode.BadRequest,
            await service.SendAsync(Beacon("harbour-1", [.. Enumerable.Range(1, 51).Select(slot => (slot, "choir"))])));
        Assert.Equal(HttpStatusCode.NotFound, await service.SendAsync(One, path: "/v1/nowhere/seen"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await service.GetAsync(SeenPath)).StatusCode);
    }

    [Fact]
    public async Task Days_are_in_the_sites_time_zone_and_old_ones_are_deleted()
    {
        await using var service = await StartAsync(
            ("Recommender:Sites:default:TimeZone", "Pacific/Auckland"), ("Recommender:Clicks:KeepDays", "2"));
        await service.SendAsync(One);
        await service.WrittenAsync();
        Assert.Equal(Today.AddDays(1), Assert.Single(await service.RowsAsync()).Key.Day);

        service.Clock.Advance(TimeSpan.FromDays(1));
        await service.Get<ClickRetention>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Single(await service.RowsAsync());
        service.Clock.Advance(TimeSpan.FromDays(1));
        await service.Get<ClickRetention>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Empty(await service.RowsAsync());
    }

    private static async Task<RunningService> StartAsync(params (string Key, string Value)[] settings)
    {
        var service = await RunningService.StartAsync(await new TestFolder().WithAsync(TestArticles.Newsroom), settings);
        await service.ServeAsync("harbour-1");
        return service;
    }
}

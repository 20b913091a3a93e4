using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Clicks.Evidence;
using Recommender.Service.Commands;
using Recommender.Service.Delivery.Served;
using Recommender.Service.Embed;
using Recommender.Service.Web;
using static Recommender.Service.Tests.Clicks.Counting;

namespace Recommender.Service.Tests.Clicks;

/// <summary>Only what was served counts, and everything that was served does.</summary>
public class ServedBlocksTests
{
    [Fact]
    public async Task A_block_that_went_out_before_a_restart_counts()
    {
        var folder = await new TestFolder().WithAsync(TestArticles.Newsroom);
        ShownBlock block;
        await using (var before = await RunningService.StartAsync(folder.Lent()))
        {
            block = await ShownBlock.OfAsync(before, "choir");
            await before.StopAsync();
        }

        await using var service = await RunningService.StartAsync(folder);
        await service.SendAsync(ApiJson.Write(block.Seen(1)));

        Assert.Equal(block.Items.Count, (await service.WrittenAsync()).Length);
    }

    [Fact]
    public async Task A_block_of_an_earlier_model_that_a_cache_still_sends_counts_for_that_model()
    {
        var folder = await new TestFolder().WithAsync(TestArticles.Newsroom);
        var first = await folder.TrainAsync();
        await using var service = await RunningService.StartAsync(folder);
        var block = await ShownBlock.OfAsync(service, "harbour-1");
        var second = await folder.TrainAsync();
        await Eventually.ReadsAsync(async () => (await ShownBlock.OfAsync(service, "harbour-1")).Model, model => model == second.Version);

        await service.SendAsync(ApiJson.Write(block.Seen()));
        await service.WrittenAsync();

        Assert.All(await service.RowsAsync(), row => Assert.Equal(first.Version, row.Key.Model));
        Assert.Equal(block.Items.Count, (await service.RowsAsync()).Count);
    }

    [Fact]
    public async Task A_block_that_was_exported_counts_and_survives_many_other_blocks_of_its_page()
    {
        var folder = await new TestFolder().WithAsync(TestArticles.Newsroom);
        await using var service = await RunningService.StartAsync(folder);
        await service.SendAsync(Beacon("choir", [(1, "meteorite-2")]));
        Assert.Empty(await service.WrittenAsync());

        var target = Path.Combine(folder.Root, "export");
        using (var host = folder.Host())
        {
            await host.Services.GetRequiredService<SiteExport>().WriteAsync(
                await ServedSite.LoadAsync(host.Services, "default", TestContext.Current.CancellationToken), target, 3, fallback: true,
                TestContext.Current.CancellationToken);
        }

        var json = await File.ReadAllTextAsync(
            Path.Combine(target, ArticleKey.Of("choir") + ".json"), TestContext.Current.CancellationToken);
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        await service.SendAsync(ApiJson.Write(ShownBlock.Of(JsonDocument.Parse(json).RootElement).Seen(2)));
        Assert.Equal(3, (await service.WrittenAsync()).Length);
    }

    [Fact]
    public async Task A_block_as_html_counts_with_the_slots_that_html_has()
    {
        var bare = TestArticles.Of("bare", 1) with { Url = null };
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync([.. TestArticles.Newsroom, bare]));
        var html = await service.Client.GetStringAsync(
            "/v1/default/block?id=meteorite-1&fallback=true", TestContext.Current.CancellationToken);

        var keys = Regex.Matches(html, "data-key=\"([^\"]+)\"").Select(match => match.Groups[1].Value).ToList();
        Assert.DoesNotContain(bare.Key, keys);
        await service.SendAsync(JsonSerializer.Serialize(new
        {
            page = ArticleKey.Of("meteorite-1"), seen = keys.Select((key, i) => new { slot = i + 1, article = key, source = "fallback" }),
        }));

        Assert.Equal(keys.Count, (await service.WrittenAsync()).Length);
    }

    [Fact]
    public async Task Requests_with_filters_do_not_crowd_out_what_other_requests_show()
    {
        var articles = Enumerable.Range(0, 200).Select(i => TestArticles.Of($"a{i}", i)).ToArray();
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(articles));
        var plain = await ShownBlock.OfAsync(service, "a150");
        for (var i = 0; i < 190; i++)
        {
            await ShownBlock.OfAsync(service, "a150", $"&fallback=true&tag=tag-a{i}");
        }

        await service.SendAsync(ApiJson.Write(plain.Seen()));
        Assert.Equal(5, (await service.WrittenAsync()).Length);
        var page = await service.Get<ServedStore>().ReadAsync(new PageName("default", plain.Page), TestContext.Current.CancellationToken);
        Assert.Equal((5, ServedPage.Most), (page[ServedWay.Plain].Length, page[ServedWay.Filtered].Length));
    }

    [Fact]
    public void A_record_keeps_the_latest_items_and_all_slots_of_each()
    {
        var page = ServedPage.None.With(ServedWay.Plain, [Item("a", 1), Item("b", 2)]).With(ServedWay.Plain, [Item("b", 1)]);

        Assert.Equal(["b", "a"], page[ServedWay.Plain].Select(item => item.Article));
        Assert.NotNull(page.Find(1, "b", BlockSource.Model, "m"));
        Assert.NotNull(page.Find(2, "b", BlockSource.Model, null));
        Assert.Null(page.Find(3, "b", BlockSource.Model, "m"));
        Assert.Null(page.Find(1, "b", BlockSource.Model, "other"));

        for (var i = 0; i < 2 * ServedPage.Most; i++)
        {
            page = page.With(ServedWay.Plain, [Item($"new-{i}", 1)]);
        }

        Assert.Equal(ServedPage.Most, page[ServedWay.Plain].Length);
        Assert.Null(page.Find(1, "b", BlockSource.Model, "m"));

        static ServedItem Item(string article, int slot) => new(article, BlockSource.Model, "m", 1L << slot);
    }

    [Fact]
    public async Task An_address_that_a_trusted_proxy_forwards_is_the_client_and_what_the_client_invents_before_it_is_not()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(TestArticles.Newsroom));
        await service.ServeAsync("harbour-1");

        for (var i = 0; i < 20; i++)
        {
            await service.SendAsync(Beacon("harbour-1", [(1, "harbour-2")]), headers: ("X-Forwarded-For", $"10.0.0.{i}, 203.0.113.7"));
        }

        Assert.Equal(1, await ClientsAsync(service));
        for (var i = 0; i < 20; i++)
        {
            await service.SendAsync(Beacon("harbour-1", [(1, "harbour-2")]), headers: ("X-Forwarded-For", $"10.0.0.{i}"));
        }

        Assert.Equal(21, await ClientsAsync(service));
    }

    [Fact]
    public async Task A_forwarded_address_is_ignored_if_the_sender_is_not_a_trusted_proxy()
    {
        var own = NetworkInterface.GetAllNetworkInterfaces().SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
        Assert.SkipWhen(own is null, "this machine has the loopback address only");
        await using var service = await RunningService.StartAsync(
            await new TestFolder().WithAsync(TestArticles.Newsroom), ("urls", $"http://{own}:0"));
        await service.ServeAsync("harbour-1");

        for (var i = 0; i < 20; i++)
        {
            await service.SendAsync(Beacon("harbour-1", [(1, "harbour-2")]), headers: ("X-Forwarded-For", $"10.0.0.{i}"));
        }

        Assert.Equal([Row("harbour-1", "harbour-2", 1, "Fallback", 20, 0)], await service.WrittenAsync());
        Assert.Equal(1, await ClientsAsync(service));
    }

    private static async Task<long> ClientsAsync(RunningService service)
    {
        await service.WrittenAsync();
        return await service.Get<EvidenceStore>().MostClientsAsync("default", Today, DateOnly.MaxValue,
            TestContext.Current.CancellationToken);
    }
}

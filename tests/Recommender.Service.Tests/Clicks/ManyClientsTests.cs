using System.Net;
using System.Text.Json;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Clicks;
using Recommender.Service.Clicks.Evidence;
using Recommender.Service.Clicks.Retiring;
using Recommender.Service.Tests.Editing;
using static Recommender.Service.Tests.Clicks.Counting;

namespace Recommender.Service.Tests.Clicks;

/// <summary>One client decides nothing, however much it sends; many do.</summary>
public sealed class ManyClientsTests : IAsyncLifetime
{
    private RunningService _service = null!;
    private ShownBlock _harbour = null!;
    private ShownBlock _hospital = null!;
    private ShownBlock _meteorite = null!;
    private string _pin = "";

    public async ValueTask InitializeAsync()
    {
        _service = await RunningService.StartAsync(
            await new TestFolder().WithAsync(TestArticles.Newsroom), ("Recommender:Block:Fallback", "mostRead"));
        _pin = await _service.MakeAsync(JsonSerializer.Serialize(new
        {
            kind = "pin", scope = "article", scopeValue = ArticleKey.Of("harbour-1"), subject = "article",
            subjectValue = ArticleKey.Of("choir"), slot = 1, retireBelow = 0.5,
        }));
        // Evidence about a pin begins on the day after its last change.
        _service.Clock.Advance(TimeSpan.FromDays(1));
        _harbour = await ShownBlock.OfAsync(_service, "harbour-1");
        _hospital = await ShownBlock.OfAsync(_service, "hospital-1");
        _meteorite = await ShownBlock.OfAsync(_service, "meteorite-1");
        // One in twenty clicks the pin, and as many its neighbour.
        await SendAsync(300, 1, i => _harbour.Seen(i % 20 == 0 ? [1, 2] : []));
        await SendAsync(400, 2, _ => _hospital.Seen());
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public async Task One_client_that_sends_300_beacons_a_minute_for_an_hour_decides_nothing(int addresses)
    {
        Assert.Equal(["hospital-1", "harbour-1", "choir"], await MostReadAsync());
        var honest = await RowsOfAsync(_hospital);

        for (var minute = 0; minute < 60; minute++)
        {
            for (var i = 0; i < 150; i++)
            {
                var address = new IPAddress([198, 51, 100, (byte)(i % addresses)]);
                Assert.True(await ShownBlock.ReportAsync(_service, address, _harbour.Seen(2, 3, 4, 5)));
                Assert.True(await ShownBlock.ReportAsync(_service, address, _meteorite.Seen(1)));
            }

            _service.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["hospital-1", "harbour-1", "choir"], await MostReadAsync());
        await RetireAsync();
        Assert.Single(await _service.HistoryAsync(_pin));
        Assert.Equal(honest, await RowsOfAsync(_hospital));
        Assert.Equal(700 + addresses, await ClientsAsync());
    }

    [Fact]
    public async Task Five_thousand_clients_that_differ_retire_a_pin_and_move_the_most_read()
    {
        await SendAsync(5000, 3, _ => _harbour.Seen(2));
        await SendAsync(5000, 3, _ => _meteorite.Seen(1));

        Assert.Equal(["harbour-1", "meteorite-1", "hospital-1"], await MostReadAsync());
        await RetireAsync();
        Assert.StartsWith("2 removed by recommender, by itself", (await _service.HistoryAsync(_pin))[^1], StringComparison.Ordinal);
        Assert.Equal(5700, await ClientsAsync());
    }

    [Fact]
    public async Task Clients_that_return_after_a_restart_are_counted_once()
    {
        var folder = await new TestFolder().WithAsync(TestArticles.Newsroom);
        for (var start = 0; start < 3; start++)
        {
            await using var service = await RunningService.StartAsync(folder.Lent());
            var block = await ShownBlock.OfAsync(service, "choir");
            for (var i = 0; i < 60; i++)
            {
                await ShownBlock.ReportAsync(service, Address(4, i), block.Seen());
            }

            await service.StopAsync();
        }

        await using var last = await RunningService.StartAsync(folder);
        Assert.Equal(60, await last.Get<EvidenceStore>().MostClientsAsync("default", Today, DateOnly.MaxValue,
            TestContext.Current.CancellationToken));
        Assert.Empty(await last.Get<MostRead>().OfAsync(last.Get<SiteSnapshots>().Find("default")!, TestContext.Current.CancellationToken));
        Assert.All(await last.RowsAsync(), row => Assert.Equal(180, row.Count.Impressions));
    }

    [Fact]
    public async Task A_client_counts_once_a_day()
    {
        var client = Address(5, 1);
        await ShownBlock.ReportAsync(_service, client, _meteorite.Seen(1));
        await ShownBlock.ReportAsync(_service, client, _meteorite.Seen(1));
        Assert.Equal(701, await ClientsAsync());

        _service.Clock.Advance(TimeSpan.FromDays(1));
        await ShownBlock.ReportAsync(_service, client, _meteorite.Seen(1));
        await _service.WrittenAsync();

        var rows = await _service.Get<EvidenceStore>().OfPinsAsync("default", Today.AddDays(2), DateOnly.MaxValue,
            TestContext.Current.CancellationToken);
        Assert.Equal(
            new EvidenceCount(1, 1), Assert.Single(rows, row => row.Key == new EvidenceKey("default", EvidenceAbout.Slot, "", 1)).Count);
    }

    private static IPAddress Address(byte group, int i) => new([10, group, (byte)(i >> 8), (byte)i]);

    private async Task SendAsync(int clients, byte group, Func<int, Beacon> beacon)
    {
        for (var i = 0; i < clients; i++)
        {
            Assert.True(await ShownBlock.ReportAsync(_service, Address(group, i), beacon(i)));
        }
    }

    private async Task<string[]> MostReadAsync()
    {
        await _service.WrittenAsync();
        // They are refreshed every few minutes.
        _service.Clock.Advance(TimeSpan.FromMinutes(6));
        await _service.Get<SnapshotLoader>().RefreshAsync(TestContext.Current.CancellationToken);
        return await _service.IdsAsync("/v1/default/related?id=unknown&fallback=true&limit=3");
    }

    private Task RetireAsync() => _service.Get<PinRetirement>().RunAsync(
        _service.Get<SiteSnapshots>().Find("default")!, TestContext.Current.CancellationToken);

    private async Task<string[]> RowsOfAsync(ShownBlock block) =>
        [.. (await _service.WrittenAsync()).Where(row => row.StartsWith(block.Page, StringComparison.Ordinal))];

    private async Task<long> ClientsAsync()
    {
        await _service.WrittenAsync();
        return await _service.Get<EvidenceStore>().MostClientsAsync("default", Today, DateOnly.MaxValue,
            TestContext.Current.CancellationToken);
    }
}

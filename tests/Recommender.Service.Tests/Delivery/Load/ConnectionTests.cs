using System.Net.Sockets;

namespace Recommender.Service.Tests.Delivery.Load;

public sealed class ConnectionTests
{
    [Fact]
    public async Task Connections_beyond_the_limit_are_closed_and_those_within_it_are_served()
    {
        const int Limit = 10;
        await using var service = await RunningService.StartAsync(
            await new TestFolder().WithAsync(TestArticles.Newsroom), ("Recommender:Lanes:Connections", $"{Limit}"));
        await service.IdsAsync("/v1/default/related?id=harbour-1&fallback=true");
        var open = new List<TcpClient>();
        for (var i = 0; i < Limit - 1; i++)
        {
            open.Add(await ConnectAsync(service));
        }

        using var further = await ConnectAsync(service);
        var read = 1;
        try
        {
            read = await further.GetStream().ReadAsync(new byte[1], TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // Closed by a reset.
            read = 0;
        }

        Assert.Equal(0, read);
        await service.IdsAsync("/v1/default/related?id=harbour-1&fallback=true&limit=2");
        open.ForEach(client => client.Dispose());
        await Eventually.HoldsAsync(async () =>
        {
            using var client = new HttpClient();
            try
            {
                return (await client.GetAsync(new Uri(service.Address, "/healthz/live"), TestContext.Current.CancellationToken))
                    .IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    private static async Task<TcpClient> ConnectAsync(RunningService service)
    {
        var client = new TcpClient();
        await client.ConnectAsync(service.Address.Host, service.Address.Port, TestContext.Current.CancellationToken);
        return client;
    }
}

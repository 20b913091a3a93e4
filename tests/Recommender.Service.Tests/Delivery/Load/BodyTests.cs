using System.Net.Sockets;
using System.Text;
using Recommender.Service.Delivery.Load;
using Recommender.Service.Tests.Push;
using Recommender.Service.Web;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Delivery.Load;

/// <summary>Bodies that arrive slowly, never end, or are many.</summary>
public sealed class BodyTests
{
    private const string BatchPath = "/v1/default/related";

    [Theory]
    [InlineData(Lane.Batch, BatchPath, "{\"queries\":[")]
    [InlineData(Lane.Beacons, "/v1/default/seen", "{")]
    [InlineData(Lane.Forms, "/desk/-/sign-in", "name=")]
    public async Task A_slow_body_holds_no_place_and_is_refused_in_time(Lane lane, string path, string begin)
    {
        await using var service = await StartAsync();
        var load = service.Get<Lanes>()[lane];
        using var slow = await SendAsync(service, path, $"Content-Length: 9000\r\n\r\n{begin}");
        await Eventually.HoldsAsync(() => load.Waiting == 1);
        Assert.Equal(0, load.Working);

        // Two pieces within the grace, but fewer bytes than the rate asks for.
        service.Clock.Advance(TimeSpan.FromSeconds(4));
        await slow.GetStream().WriteAsync("      "u8.ToArray(), TestContext.Current.CancellationToken);
        service.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.StartsWith("HTTP/1.1 408", await FirstLineAsync(slow), StringComparison.Ordinal);
        await Eventually.HoldsAsync(() => load.Waiting == 0);
    }

    [Fact]
    public async Task A_body_at_a_sufficient_rate_is_refused_once_it_takes_too_long_as_a_whole()
    {
        await using var service = await StartAsync(("Recommender:Lanes:BodyTime", "00:00:20"));
        using var slow = await SendAsync(service, BatchPath, "Content-Length: 300000\r\n\r\n{\"queries\":[");
        var (load, piece) = (service.Get<Lanes>()[Lane.Batch], Encoding.ASCII.GetBytes(new string(' ', 8192)));
        await Eventually.HoldsAsync(() => load.Waiting == 1);

        for (var i = 1; i < 10; i++)
        {
            await slow.GetStream().WriteAsync(piece, TestContext.Current.CancellationToken);
            await Eventually.HoldsAsync(() => load.Bytes >= i * piece.Length);
            Assert.Equal(1, load.Waiting);
            service.Clock.Advance(TimeSpan.FromSeconds(2));
        }

        service.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.StartsWith("HTTP/1.1 408", await FirstLineAsync(slow), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_length_that_is_only_announced_costs_no_memory_and_bodies_share_what_there_is()
    {
        await using var service = await StartAsync(
            ("Recommender:Lanes:Webhooks:Megabytes", "4"), ("Recommender:Sites:default:Push:WebhookSecrets:0", Pushes.Secret));
        var load = service.Get<Lanes>()[Lane.Webhooks];
        var clients = new List<TcpClient>();
        for (var i = 0; i < 20; i++)
        {
            clients.Add(await SendAsync(service, "/v1/default/webhook", $"{Signature()}Content-Length: 4000000\r\n\r\n{{"));
        }

        await Eventually.HoldsAsync(() => load.Waiting == 20);
        Assert.InRange(load.Bytes, 1, 100);

        // Half of the memory is for one client.
        var piece = Encoding.ASCII.GetBytes(new string(' ', 150_000));
        foreach (var client in clients)
        {
            await client.GetStream().WriteAsync(piece, TestContext.Current.CancellationToken);
        }

        await Eventually.HoldsAsync(() => load.Waiting < 20);
        Assert.InRange(load.Bytes, 1, 2 * 1024 * 1024);
        clients.ForEach(client => client.Dispose());
        await Eventually.HoldsAsync(() => load.Bytes == 0);
    }

    [Fact]
    public async Task A_webhook_that_cannot_be_signed_is_refused_before_its_body()
    {
        await using var service = await StartAsync(("Recommender:Sites:default:Push:WebhookSecrets:0", Pushes.Secret));

        foreach (var (headers, status) in new[]
        {
            ("", 400), ("webhook-id: a\r\nwebhook-timestamp: 1\r\nwebhook-signature: v1,AAAA\r\n", 400),
            (Signature(), 401),
        })
        {
            // The second site has no webhook.
            var path = status == 401 ? "/v1/blog/webhook" : "/v1/default/webhook";
            using var client = await SendAsync(service, path, $"{headers}Content-Length: 4000000\r\n\r\n{{");
            Assert.StartsWith($"HTTP/1.1 {status}", await FirstLineAsync(client), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/desk/-/sign-in")]
    [InlineData("/v1/default/nothing")]
    [InlineData("/v1/default/articles")]
    public async Task A_body_for_which_no_size_is_stated_has_a_small_one(string path)
    {
        await using var service = await StartAsync();

        using var client = await SendAsync(service, path, "Content-Length: 300000000\r\n\r\n{");

        Assert.Matches("HTTP/1.1 (401|404|413)", await FirstLineAsync(client));
    }

    private static string Signature() => string.Concat(
        Pushes.Signed("x", Now).Select(header => $"{header.Name}: {header.Value}\r\n"));

    private static async Task<TcpClient> SendAsync(RunningService service, string path, string rest)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", service.Address.Port, TestContext.Current.CancellationToken);
        var type = path.StartsWith("/desk", StringComparison.Ordinal) ? "application/x-www-form-urlencoded" : "application/json";
        var head = $"POST {path} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: Mozilla/5.0\r\nContent-Type: {type}\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head + rest), TestContext.Current.CancellationToken);
        return client;
    }

    private static async Task<string> FirstLineAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), leaveOpen: true);
        return await reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
    }

    private static async Task<RunningService> StartAsync(params (string, string)[] settings) =>
        await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom), settings);
}

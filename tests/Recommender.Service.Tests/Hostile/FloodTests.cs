using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Hostile;

/// <summary>Sends random bytes to the port for three seconds, or for the duration set by tests/flood-rounds.</summary>
public sealed class FloodTests
{
    private const int Senders = 16;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(
        double.Parse(Environment.GetEnvironmentVariable("RECOMMENDER_FLOOD_SECONDS") ?? "3", CultureInfo.InvariantCulture));

    private static readonly string[] Beginnings =
    [
        "", "GET ", "GET /v1/default/related?", "GET /v1/default/related?id=choir HTTP/1.1\r\nHost: a\r\n",
        "POST /v1/default/related HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n",
        "POST /v1/default/webhook HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET /desk HTTP/1.1\r\nHost: a\r\nCookie: ",
    ];

    [Fact]
    public async Task A_flood_of_random_bytes_leaves_the_service_answering()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));
        var errors = KeptErrors.Of(service);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        end.CancelAfter(Length);
        var senders = Enumerable.Range(0, Senders)
            .Select(seed => Task.Run(() => SendAsync(service.Address.Port, new Random(seed), end.Token))).ToArray();

        var (answered, began) = (0, TimeProvider.System.GetTimestamp());
        while (!end.IsCancellationRequested)
        {
            var path = $"/v1/default/related?id=choir&fallback=true&limit={(answered % 50) + 1}";
            Assert.Equal(HttpStatusCode.OK, (await service.GetAsync(path)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await service.GetAsync("/healthz")).StatusCode);
            answered++;
        }

        var sent = (await Task.WhenAll(senders)).Sum();
        Assert.Equal(["choir"], await service.IdsAsync("/v1/default/related?id=nobody&fallback=true&limit=1"));
        Assert.Empty(errors.All);
        Assert.InRange(sent, 1, long.MaxValue);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{sent / 1_000_000} MB of random bytes in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s; "
            + $"{2 * answered} requests were answered meanwhile; {GC.GetTotalMemory(true) / 1_000_000} MB of memory in use"));
    }

    private static async Task<long> SendAsync(int port, Random random, CancellationToken end)
    {
        var sent = 0L;
        while (!end.IsCancellationRequested)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port, end);
                var bytes = new byte[random.Next(400, 20_000)];
                random.NextBytes(bytes);
                Encoding.ASCII.GetBytes(Beginnings[random.Next(Beginnings.Length)]).CopyTo(bytes, 0);
                for (var i = 0; i < 5; i++)
                {
                    await client.GetStream().WriteAsync(bytes, end);
                    sent += bytes.Length;
                }
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // The service may close such a connection.
            }
        }

        return sent;
    }
}

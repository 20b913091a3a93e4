using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Recommender.Service.Tests.Hostile;

/// <summary>The attacks on one site. Each runs until it is cancelled and counts the answers by status.</summary>
/// <param name="port">Port of the service.</param>
/// <param name="key">The key with which articles are pushed.</param>
/// <param name="isSpread">Whether each connection names another client address.</param>
internal sealed class Attacks(int port, string key, bool isSpread, CancellationToken end)
{
    private const string Site = "attacked";

    // HTML stays as long as it is.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentDictionary<string, int> _answers = new();

    public string Answers => string.Join(", ", _answers.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} x {pair.Value}"));

    /// <summary>Connections that send 300 bytes of a batch each second.</summary>
    public Task SlowBatchesAsync(int connections) => Task.WhenAll(Enumerable.Range(0, connections).Select(number => AgainAsync(async () =>
    {
        using var client = await ConnectAsync();
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /v1/{Site}/related HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{From(number)}"
            + "Content-Length: 500000\r\n\r\n{\"queries\":["), end);
        var answer = new byte[1024];
        var reading = stream.ReadAsync(answer, end).AsTask();
        var blanks = Encoding.ASCII.GetBytes(new string(' ', 300));
        while (!reading.IsCompleted)
        {
            await stream.WriteAsync(blanks, end);
            await Task.WhenAny(reading, Task.Delay(1000, end));
        }

        Count("slow", Encoding.ASCII.GetString(answer, 0, await reading).Split(' ').ElementAtOrDefault(1) ?? "closed");
        await Task.Delay(1000, end);
    })));

    /// <summary>Explanations that are always requested by so many clients. A refused client waits as long as the answer says.</summary>
    public async Task ExplainsAsync(int concurrent, int articles)
    {
        using var client = Client(concurrent);
        await Task.WhenAll(Enumerable.Range(0, concurrent).Select(number => AgainAsync(async () =>
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get, $"/v1/{Site}/related?id={Site}-{number % articles}&limit=50&explain=true");
            await SendAsync(client, request, "explain", number);
        })));
    }

    /// <summary>Requests for addresses that no article has, pipelined on some connections.</summary>
    public Task UnknownAsync(int perSecond) => Task.WhenAll(Enumerable.Range(0, 50).Select(number => AgainAsync(async () =>
    {
        using var client = await ConnectAsync();
        var (stream, began, sent) = (client.GetStream(), TimeProvider.System.GetTimestamp(), 0);
        _ = stream.CopyToAsync(Stream.Null, end);
        while (true)
        {
            var due = (int)(TimeProvider.System.GetElapsedTime(began).TotalSeconds * perSecond / 50);
            var requests = new StringBuilder();
            for (; sent < due; sent++)
            {
                requests.Append($"GET /v1/{Site}/block?url=https://example.org/{number}-{Random(sent)}&fallback=true HTTP/1.1\r\n")
                    .Append("Host: localhost\r\n").Append(From((number * 100) + (sent % 100))).Append("\r\n");
                Count("unknown", "sent");
            }

            await stream.WriteAsync(Encoding.ASCII.GetBytes(requests.ToString()), end);
            await Task.Delay(20, end);
        }
    })));

    /// <summary>Articles with HTML at the byte limit, so many at once.</summary>
    public async Task PushesAsync(int concurrent)
    {
        using var client = Client(concurrent);
        var paragraph = "<p>The <b>harbour</b> and the <a href='https://example.org/a'>hospital</a> are " + Random(1) + " of the town.</p>";
        var html = string.Concat(Enumerable.Repeat(paragraph, 4_000_000 / paragraph.Length));
        await Task.WhenAll(Enumerable.Range(0, concurrent).Select(number => AgainAsync(async () =>
        {
            var article = JsonSerializer.Serialize(new { title = $"Large {number}", html = html + $"<p>{Guid.NewGuid()}</p>" }, Plain);
            using var request = new HttpRequestMessage(HttpMethod.Put, $"/v1/{Site}/articles/large-{number}")
            {
                Content = new StringContent(article, Encoding.UTF8, "application/json"),
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
            };
            await SendAsync(client, request, "push", number);
        })));
    }

    private static string Random(int number) => ((number * 2_654_435_761L) % 1_000_000_007L).ToString("x", null);

    private static string Address(int number) => $"203.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}";

    private string From(int number) => isSpread ? $"X-Forwarded-For: {Address(number)}\r\n" : "";

    private HttpClient Client(int connections) => new(new SocketsHttpHandler { MaxConnectionsPerServer = connections })
    {
        BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMinutes(1),
    };

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, end);
        return client;
    }

    private async Task SendAsync(HttpClient client, HttpRequestMessage request, string what, int number)
    {
        if (isSpread)
        {
            request.Headers.Add("X-Forwarded-For", Address(number));
        }

        using var answer = await client.SendAsync(request, end);
        Count(what, $"{(int)answer.StatusCode}");
        if (!answer.IsSuccessStatusCode)
        {
            await Task.Delay(1000, end);
        }
    }

    private void Count(string what, string how) => _answers.AddOrUpdate($"{what} {how}", 1, (_, count) => count + 1);

    private async Task AgainAsync(Func<Task> attack)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                await attack();
            }
            catch (Exception e) when (e is IOException or SocketException or HttpRequestException or OperationCanceledException)
            {
                // The service may close such a connection; the attacker opens another one.
                await Task.WhenAny(Task.Delay(100, end));
            }
        }
    }
}

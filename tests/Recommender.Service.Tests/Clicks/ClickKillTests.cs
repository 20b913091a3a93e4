using System.Diagnostics;
using System.Net;
using System.Text;
using Dapper;
using Recommender.Service.Storage;
using static Recommender.Service.Tests.Clicks.Counting;

namespace Recommender.Service.Tests.Clicks;

public class ClickKillTests
{
    [Fact]
    public async Task A_kill_loses_at_most_the_counts_since_the_last_write()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a process is killed as on Linux");
        using var folder = await new TestFolder().WithAsync(TestArticles.Newsroom);
        var sent = 0;
        using (var server = Start(folder, out var client))
        {
            await client.GetStringAsync("/v1/default/related?id=harbour-1&fallback=true", TestContext.Current.CancellationToken);
            await SendAsync(client, 20);
            await Eventually.ReadsAsync(() => WrittenAsync(folder), written => written >= 20);
            await SendAsync(client, 20);
            server.Kill();
            await server.WaitForExitAsync(TestContext.Current.CancellationToken);
            client.Dispose();
        }

        Assert.InRange(await WrittenAsync(folder), 20, sent);

        async Task SendAsync(HttpClient client, int count)
        {
            for (var i = 0; i < count; i++, sent++)
            {
                using var body = new StringContent(Beacon("harbour-1", [(2, "choir")]), Encoding.UTF8, "text/plain");
                Assert.Equal(HttpStatusCode.NoContent,
                    (await client.PostAsync(SeenPath, body, TestContext.Current.CancellationToken)).StatusCode);
            }
        }
    }

    [Fact]
    public async Task A_server_writes_its_counts_when_it_is_stopped()
    {
        var folder = await new TestFolder().WithAsync(TestArticles.Newsroom);
        await using var service = await RunningService.StartAsync(folder, ("Recommender:Clicks:WriteEvery", "00:00:05"));
        await service.ServeAsync("harbour-1");
        await service.SendAsync(Beacon("harbour-1", [(2, "choir")]));

        await service.StopAsync();

        Assert.Equal(1, await WrittenAsync(folder));
    }

    private static async Task<long> WrittenAsync(TestFolder folder)
    {
        using var database = Database.Open(folder.Data);
        await using var connection = await database.ConnectAsync(TestContext.Current.CancellationToken);
        Assert.Equal("ok", await connection.ExecuteScalarAsync<string>("pragma integrity_check"));
        return await connection.ExecuteScalarAsync<long>("select coalesce(sum(impressions), 0) from click_count");
    }

    private static Process Start(TestFolder folder, out HttpClient client)
    {
        var start = ServingProcess.Command(folder);
        start.Environment["Recommender__Clicks__WriteEvery"] = "00:00:00.3";
        var process = Process.Start(start)!;
        var serving = "";
        while (!serving.Contains("Serving", StringComparison.OrdinalIgnoreCase))
        {
            serving = process.StandardError.ReadLine()!;
        }

        _ = process.StandardError.ReadToEndAsync();
        client = new HttpClient
        {
            BaseAddress = new Uri(serving.Split(' ').Single(word => word.StartsWith("http://", StringComparison.Ordinal))),
        };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", Firefox);
        return process;
    }
}

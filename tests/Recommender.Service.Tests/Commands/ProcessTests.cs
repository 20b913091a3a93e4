using System.Diagnostics;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Commands;

public class ProcessTests
{
    [Fact]
    public async Task The_executable_trains_serves_and_stops_cleanly_on_request()
    {
        using var folder = await new TestFolder().WithAsync(Newsroom);
        string[] folders = ["--data", folder.Data, "--models", folder.Models];

        using (var train = Start(["train", .. folders]))
        {
            await train.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, train.ExitCode);
            Assert.StartsWith("Model ", await train.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
                StringComparison.Ordinal);
        }

        using var serve = Start(["serve", "--urls", "http://127.0.0.1:0", .. folders]);
        using var end = new Ending(serve);
        var said = await serve.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        var address = said!.Split(' ').Single(word => word.StartsWith("http://", StringComparison.Ordinal));
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        Assert.Equal("ready", await client.GetStringAsync("/healthz/ready", TestContext.Current.CancellationToken));
        Assert.Contains("harbour-2", await client.GetStringAsync("/v1/default/related?id=harbour-1&limit=1",
            TestContext.Current.CancellationToken), StringComparison.Ordinal);

        using (var kill = Process.Start("kill", ["-TERM", $"{serve.Id}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await serve.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, serve.ExitCode);
        Assert.Empty(await serve.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Standard_input_can_be_a_source()
    {
        using var folder = await new TestFolder().WithAsync([]);
        using var import = new RecommenderProcess(folder.Data, ["import", "-", "--data", folder.Data, "--json"], input => input.WriteAsync(
            """
            {"id":"a","title":"Ferry returns","text":"It sails again."}
            not JSON
            {"id":"b","title":"Choir sings","text":"It sang."}
            """));

        Assert.Equal(0, await import.EndAsync());
        using var report = System.Text.Json.JsonDocument.Parse((await import.OutputAsync()).Output);
        Assert.Equal((2, 1), (report.RootElement.GetProperty("new").GetInt32(), report.RootElement.GetProperty("skipped").GetInt32()));
    }

    /// <summary>Ends a process that a failed test left running.</summary>
    private sealed class Ending(Process process) : IDisposable
    {
        public void Dispose()
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static Process Start(string[] arguments) => Process.Start(new ProcessStartInfo("dotnet",
        [Path.Combine(AppContext.BaseDirectory, "recommender.dll"), .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}

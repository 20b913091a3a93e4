using System.Net;
using Microsoft.Extensions.Logging;
using Recommender.Service.Storage;
using Recommender.Service.Tests.Clicks;
using Recommender.Service.Tests.Editing;
using Recommender.Service.Tests.Push;
using Recommender.Service.Watching;

namespace Recommender.Service.Tests.Hostile;

/// <summary>The disk of the store is full: reading goes on, and nothing that was acknowledged is lost.</summary>
public sealed class FullDiskTests
{
    private const int Megabytes = 24;

    [Fact]
    public async Task Page_views_metrics_and_health_go_on_and_writing_works_again_when_there_is_space()
    {
        using var folder = new TestFolder();
        using var disk = new SmallDisk(folder.Data, Megabytes);
        await folder.WithAsync(TestArticles.Newsroom);
        await using var service = await RunningService.StartAsync(folder.Lent(), ("Recommender:Clicks:WriteEvery", "00:00:00.1"));
        using var log = KeptErrors.Of(service, LogLevel.Warning);
        await service.ServeAsync("harbour-1");
        var stored = new List<string>();
        disk.Fill();

        await PushUntilFullAsync(service, stored);
        var refused = await service.AskAsync(HttpMethod.Post, RuleRequests.RulesPath, RuleRequests.Pin("harbour-1", "choir", 1));
        await service.ServeAsync("harbour-1", "hospital-1", "meteorite-1");
        var shown = (await service.IdsAsync("/v1/default/related?id=harbour-1&fallback=true"))[0];
        Assert.Equal(HttpStatusCode.NoContent, await service.SendAsync(Counting.Beacon("harbour-1", [(1, shown)])));
        foreach (var path in new[] { "/metrics", "/desk/default", $"/desk/default/articles/{RuleRequests.Key("harbour-1")}" })
        {
            Assert.Equal((path, HttpStatusCode.OK), (path, (await service.GetAsViewerAsync(path)).StatusCode));
        }

        await service.Get<SiteMonitor>().LookAsync(TestContext.Current.CancellationToken);
        var reasons = await service.ReasonsAsync();
        // A write that fits into the log that the store already has may succeed.
        Assert.True((int)refused.Status is 507 or 201, refused.Text);
        Assert.Contains(reasons, reason => reason.Contains("MB are left on the disk", StringComparison.Ordinal));
        Assert.InRange(log.All.Count(line => line.Contains(nameof(StoreFailure), StringComparison.Ordinal)), 1, 2);

        disk.MakeRoom();
        Assert.Equal(201, (await service.PutAsync("after", new { title = "After", text = "There is space again." })).Status);
        foreach (var id in stored.Append("after"))
        {
            var read = await service.GetAsViewerAsync($"/v1/default/articles/{RuleRequests.Key(id)}");
            Assert.Equal((id, HttpStatusCode.OK), (id, read.StatusCode));
        }

        Assert.NotEmpty(await service.WrittenAsync());
        Assert.True(log.All.Count < 20, string.Join('\n', log.All));
    }

    [Fact]
    public async Task A_start_on_a_full_disk_fails_with_one_line_and_works_when_there_is_space()
    {
        using var folder = new TestFolder();
        using var disk = new SmallDisk(folder.Data, Megabytes);
        await folder.WithAsync(TestArticles.Newsroom);
        disk.Fill();

        using var failed = new RecommenderProcess(folder.Root, ["serve", "--urls", "http://127.0.0.1:0", "--data", folder.Data]);
        var code = await failed.EndAsync();
        var (_, errors) = await failed.OutputAsync();

        Assert.NotEqual(0, code);
        Assert.Contains("cannot open the database", Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
        disk.MakeRoom();
        await using var service = await RunningService.StartAsync(folder.Lent());
        await service.ServeAsync("harbour-1");
    }

    private static async Task PushUntilFullAsync(RunningService service, List<string> stored)
    {
        for (var i = 0; i < 200; i++)
        {
            var pushed = await service.PutAsync($"large-{i}", new { title = $"Large {i}", text = Text(i) });
            if (pushed.Status == 507)
            {
                // The next ones are refused in the same way, and quietly.
                for (var j = 0; j < 20; j++)
                {
                    Assert.Equal(507, (await service.PutAsync($"more-{i}-{j}", new { title = "More", text = Text(i) })).Status);
                }

                return;
            }

            Assert.True(pushed.Status == 201, $"{pushed.Status} {pushed.Body}");
            stored.Add($"large-{i}");
        }

        Assert.Fail("the disk is not full");
    }

    private static string Text(int seed)
    {
        var random = new Random(seed);
        return string.Join(' ', Enumerable.Range(0, 20_000).Select(_ => $"word{random.Next(100_000)}"));
    }
}

using Recommender.Service.Clicks;
using Recommender.Service.Storage;
using static Recommender.Service.Tests.Clicks.Counting;

namespace Recommender.Service.Tests.Clicks;

public class ClickWritingTests
{
    [Fact]
    public async Task Counts_wait_only_for_writers_that_came_before_them()
    {
        var folder = await new TestFolder().WithAsync(TestArticles.Newsroom);
        await using var service = await RunningService.StartAsync(folder, ("Recommender:Clicks:WriteEvery", "00:00:05"));
        await service.ServeAsync("harbour-1");
        await service.SendAsync(Beacon("harbour-1", [(2, "choir")], (2, "choir")));
        var (before, after) = (new TaskCompletionSource(), new TaskCompletionSource());
        var store = service.Get<Database>();

        var first = store.WriteAsync((_, _) => WaitAsync(before.Task), TestContext.Current.CancellationToken);
        var counts = service.Get<ClickWriting>().WriteAsync(TestContext.Current.CancellationToken);
        var last = store.WriteAsync((_, _) => WaitAsync(after.Task), TestContext.Current.CancellationToken);
        before.SetResult();
        await first;
        await counts.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.False(last.IsCompleted);
        Assert.Equal((1, 1), ((await service.RowsAsync())[0].Count.Impressions, (await service.RowsAsync())[0].Count.Clicks));
        after.SetResult();
        await last;
    }

    private static async Task<bool> WaitAsync(Task gate)
    {
        await gate;
        return true;
    }
}

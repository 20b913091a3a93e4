using Recommender.Service.Articles;
using Recommender.Service.Related;
using Recommender.Service.Storage;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Related;

public class SnapshotFollowsStoreTests
{
    // Asked for is one second; a loaded machine gets more.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task An_import_by_another_process_is_served_without_a_restart()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));

        await service.Folder.WithAsync(Of("fresh", daysAgo: 0));

        await UntilAsync(async () => (await service.IdsAsync("/v1/default/related?id=nobody&fallback=true&limit=1"))[0] == "fresh");
    }

    [Fact]
    public async Task A_site_that_another_process_creates_is_served_without_a_restart()
    {
        await using var service = await RunningService.StartAsync();

        await service.Folder.WithAsync("second", Newsroom);

        await UntilAsync(async () => (await service.GetAsync("/v1/second/related?id=choir")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_withdrawn_article_leaves_every_block()
    {
        var folder = await new TestFolder().WithAsync(Newsroom);
        await folder.TrainAsync();
        await using var service = await RunningService.StartAsync(folder);
        Assert.Equal("harbour-2", (await service.IdsAsync("/v1/default/related?id=harbour-1"))[0]);

        using (var database = Database.Open(folder.Data))
        {
            var others = Newsroom.Select(article => article.SourceId).Where(id => id != "harbour-2").ToHashSet();
            await new ArticleStore(database, TimeProvider.System).WithdrawMissingAsync(
                SiteStore.Default, others, cancel: TestContext.Current.CancellationToken);
        }

        await UntilAsync(async () => !(await service.IdsAsync("/v1/default/related?id=harbour-1")).Contains("harbour-2"));
    }

    [Fact]
    public async Task A_model_that_another_process_trains_is_served_without_a_restart()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));
        Assert.Empty(await service.IdsAsync("/v1/default/related?id=meteorite-1"));

        await service.Folder.TrainAsync();

        await UntilAsync(async () => (await service.IdsAsync("/v1/default/related?id=meteorite-1")).FirstOrDefault() == "meteorite-2");
    }

    [Fact]
    public async Task A_new_article_gets_its_list_and_enters_the_lists_of_others()
    {
        var folder = await new TestFolder().WithAsync(Newsroom);
        await folder.TrainAsync();
        await using var service = await RunningService.StartAsync(folder);

        await folder.WithAsync(Of("meteorite-3", 1, "Science", text:
            "The city museum bought the meteorite. Visitors queued for tickets to see its fragments; the director promised longer hours for geologists."));

        await UntilAsync(() => Task.FromResult(service.Get<SiteSnapshots>().Find(SiteStore.Default)!.Articles.FindBySourceId("meteorite-3") >= 0));
        await UntilAsync(async () => (await service.IdsAsync("/v1/default/related?id=meteorite-3&limit=2")).Order().SequenceEqual(["meteorite-1", "meteorite-2"]));
        await UntilAsync(async () => (await service.IdsAsync("/v1/default/related?id=meteorite-1&limit=2")).Contains("meteorite-3"));
    }

    [Fact]
    public async Task An_article_that_changes_its_subject_changes_its_list()
    {
        var folder = await new TestFolder().WithAsync(Newsroom);
        await folder.TrainAsync();
        await using var service = await RunningService.StartAsync(folder);

        await folder.WithAsync(Of("choir", 2, "Culture", text: "Nurses of the hospital sang between night shifts. The strike of the nurses made the choir."));

        await UntilAsync(async () => (await service.IdsAsync("/v1/default/related?id=choir&limit=2")).Order().SequenceEqual(["hospital-1", "hospital-2"]));
        Assert.Empty(service.Get<SiteSnapshots>().Find(SiteStore.Default)!.Unranked);
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Soon, "it did not happen in time");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}

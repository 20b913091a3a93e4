using Dapper;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Models;
using Recommender.Service.Storage;
using Recommender.Service.Tests.Hostile;
using Recommender.Service.Workers;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Blocks.Loading;

public class SnapshotFollowsStoreTests
{
    // The requirement is one second; a loaded machine gets more.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task An_import_by_another_process_is_served_without_a_restart()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));

        await service.Folder.WithAsync(Of("fresh", daysAgo: 0));

        await Eventually.HoldsAsync(
            async () => (await service.IdsAsync("/v1/default/related?id=nobody&fallback=true&limit=1"))[0] == "fresh", Soon);
    }

    [Fact]
    public async Task A_site_that_another_process_creates_is_served_without_a_restart()
    {
        await using var service = await RunningService.StartAsync();

        await service.Folder.WithAsync("second", Newsroom);

        await Eventually.HoldsAsync(async () => (await service.GetAsync("/v1/second/related?id=choir")).IsSuccessStatusCode, Soon);
    }

    [Fact]
    public async Task A_withdrawn_article_disappears_from_every_block()
    {
        var folder = await new TestFolder().WithAsync(Newsroom);
        await folder.TrainAsync();
        await using var service = await RunningService.StartAsync(folder);
        Assert.Equal("harbour-2", (await service.IdsAsync("/v1/default/related?id=harbour-1"))[0]);

        using (var database = Database.Open(folder.Data))
        {
            await database.WithdrawAsync(SiteStore.Default, "harbour-2");
        }

        await Eventually.HoldsAsync(async () => !(await service.IdsAsync("/v1/default/related?id=harbour-1")).Contains("harbour-2"), Soon);
    }

    [Fact]
    public async Task A_model_that_another_process_trains_is_served_without_a_restart()
    {
        await using var service = await RunningService.StartAsync(await new TestFolder().WithAsync(Newsroom));
        Assert.Empty(await service.IdsAsync("/v1/default/related?id=meteorite-1"));

        await service.Folder.TrainAsync();

        await Eventually.HoldsAsync(
            async () => (await service.IdsAsync("/v1/default/related?id=meteorite-1")).FirstOrDefault() == "meteorite-2", Soon);
    }

    [Fact]
    public async Task A_new_article_gets_a_list_and_enters_the_lists_of_others()
    {
        var folder = await new TestFolder().WithAsync(Newsroom);
        await folder.TrainAsync();
        await using var service = await RunningService.StartAsync(folder);

        await folder.WithAsync(Of("meteorite-3", 1, "Science", text:
            "The city museum bought the meteorite. Visitors queued for tickets to see its fragments; the director promised longer hours "
                + "for geologists."));

        await Eventually.HoldsAsync(
            () => service.Get<SiteSnapshots>().Find(SiteStore.Default)!.Articles.FindBySourceId("meteorite-3") >= 0, Soon);
        await Eventually.HoldsAsync(
            async () => (await service.IdsAsync("/v1/default/related?id=meteorite-3&limit=2"))
                .Order().SequenceEqual(["meteorite-1", "meteorite-2"]),
            Soon);
        await Eventually.HoldsAsync(
            async () => (await service.IdsAsync("/v1/default/related?id=meteorite-1&limit=2")).Contains("meteorite-3"), Soon);
    }

    [Fact]
    public async Task The_list_of_an_article_changes_with_its_subject()
    {
        var folder = await new TestFolder().WithAsync(Newsroom);
        await folder.TrainAsync();
        await using var service = await RunningService.StartAsync(folder);

        await folder.WithAsync(
            Of("choir", 2, "Culture", text: "Nurses of the hospital sang between night shifts. The strike of the nurses made the choir."));

        await Eventually.HoldsAsync(
            async () => (await service.IdsAsync("/v1/default/related?id=choir&limit=2"))
                .Order().SequenceEqual(["hospital-1", "hospital-2"]),
            Soon);
        Assert.Empty(service.Get<SiteSnapshots>().Find(SiteStore.Default)!.Unranked);
    }

    [Fact]
    public async Task An_unreadable_site_does_not_affect_others_and_recovers_automatically()
    {
        var folder = await (await new TestFolder().WithAsync(Newsroom)).WithAsync("aaa", Of("old"));
        await using var service = await RunningService.StartAsync(folder);
        var errors = KeptErrors.Of(service);
        await WriteTagsAsync(folder, "aaa", "not JSON");

        await folder.WithAsync(Of("fresh", daysAgo: 0));
        await Eventually.HoldsAsync(async () => (await service.GetAsync("/v1/default/related?id=fresh")).IsSuccessStatusCode, Soon);
        await Eventually.HoldsAsync(() => errors.All.Count > 0, Soon);
        Assert.All(errors.All, line => Assert.Contains("Site aaa: ", line, StringComparison.Ordinal));
        Assert.All(errors.All, line => Assert.Contains("   at ", line, StringComparison.Ordinal));
        Assert.True((await service.GetAsync("/v1/aaa/related?id=old")).IsSuccessStatusCode);

        await WriteTagsAsync(folder, "aaa", "[]");
        await folder.WithAsync("aaa", Of("new"));
        await Eventually.HoldsAsync(
            async () => (await service.GetAsync("/v1/aaa/related?id=new")).IsSuccessStatusCode, TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task A_repaired_row_is_read_again_without_a_restart_or_another_change()
    {
        var folder = await (await new TestFolder().WithAsync(Newsroom)).WithAsync("aaa", Of("old"), Of("kept"));
        await WriteTagsAsync(folder, "aaa", "[1,");
        await using var service = await RunningService.StartAsync(folder);
        Assert.False((await service.GetAsync("/v1/aaa/related?id=old")).IsSuccessStatusCode);

        using (var database = Database.Open(folder.Data))
        {
            await database.WriteAsync(
                (connection, transaction) =>
                    connection.ExecuteAsync("update article set tags = '[]' where site = 'aaa' and source_id = 'old'", null, transaction),
                TestContext.Current.CancellationToken);
        }

        await Eventually.HoldsAsync(
            async () => (await service.GetAsync("/v1/aaa/related?id=old")).IsSuccessStatusCode, TimeSpan.FromSeconds(40));
        Assert.Equal(
            [ArticleKey.Of("kept")], service.Get<SiteSnapshots>().Find("aaa")!.Unreadable.Keys);
    }

    [Fact]
    public async Task An_unreadable_site_does_not_affect_others_after_a_start()
    {
        var folder = await (await new TestFolder().WithAsync(Newsroom)).WithAsync("aaa", Of("old"));
        await WriteTagsAsync(folder, "aaa", "[1,");

        await using var service = await RunningService.StartAsync(folder);

        Assert.True((await service.GetAsync("/v1/default/related?id=choir")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Articles_get_their_lists_once_a_failed_model_works_again()
    {
        var folder = await new TestFolder().WithAsync(Newsroom);
        var model = await folder.TrainAsync();
        var engine = Path.Combine(folder.Models, SiteStore.Default, model.Version, ModelFolder.EngineFolder);
        Directory.Move(engine, engine + "-aside");
        await using var service = await RunningService.StartAsync(folder);
        await folder.WithAsync(
            Of("hospital-3", 1, "Health", text: "The strike of the nurses at the hospital is over; night shifts are shorter."));
        await Eventually.HoldsAsync(async () => (await service.GetAsync("/v1/default/related?id=hospital-3")).IsSuccessStatusCode, Soon);
        await Eventually.HoldsAsync(
            () => service.Get<WorkHealth>().Failing.Any(failing => failing.What == "ranking its new articles"), Soon);

        Directory.Move(engine + "-aside", engine);

        await Eventually.HoldsAsync(
            async () => (await service.IdsAsync("/v1/default/related?id=hospital-3&limit=2")).Intersect(["hospital-1", "hospital-2"]).Any(),
            TimeSpan.FromSeconds(40));
    }

    // The state that a damaged disk or a newer program would leave.
    private static async Task WriteTagsAsync(TestFolder folder, string site, string tags)
    {
        using var database = Database.Open(folder.Data);
        await database.WriteAsync((connection, transaction) => connection.ExecuteAsync(
            """
            update site set revision = revision + 1 where name = @site;
            update article set tags = @tags, revision = (select revision from site where name = @site) where site = @site
            """, new { site, tags }, transaction), TestContext.Current.CancellationToken);
    }
}

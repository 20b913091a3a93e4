using Recommender.Service.Tests.Blocks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Recommender.Service.Articles;
using Recommender.Service.Models;
using Recommender.Service.Training;
using Recommender.Service.Workers;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Training;

public class TrainingRunTests
{
    [Fact]
    public async Task Training_makes_one_live_model_with_a_complete_folder()
    {
        using var folder = await new TestFolder().WithAsync(Newsroom);

        var manifest = await folder.TrainAsync();

        using var host = folder.Host();
        var record = Assert.Single(await ListAsync(host));
        Assert.Equal((manifest.Version, ModelStatus.Live), (record.Version, record.Status));
        var model = host.Services.GetRequiredService<ModelFolders>().Open(SiteStore.Default, manifest.Version);
        Assert.Equal(Newsroom.Length, model.ReadModel().Count);
        Assert.Equal(Newsroom.Select(article => article.Key).Order(), model.ReadLists().Ids.Order());
        Assert.Equal(
            [
                "articles.txt", "engine/blend.txt", "engine/default/ranker.txt", "engine/default/ranker.zip", "engine/documents.bin",
                "engine/encoder.zip",
                "engine/links.bin", "engine/vocabulary.bin", "lists.bin",
            ], model.Manifest.Files.Keys.Order());
        Assert.NotEmpty(model.Manifest.SecondsPerStage);
    }

    [Fact]
    public async Task Training_again_retires_the_previous_model_and_keeps_the_configured_number()
    {
        using var folder = await new TestFolder().WithAsync(Newsroom);
        using var host = folder.Host(("Recommender:Training:KeepRetired", "1"));
        var run = host.Services.GetRequiredService<TrainingRun>();
        var versions = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            versions.Add((await run.RunAsync(
                SiteStore.Default, RunRequest.Operator, null, TestContext.Current.CancellationToken)).Manifest.Version);
        }

        var records = (await ListAsync(host)).ToDictionary(record => record.Version, record => record.Status);
        Assert.Equal(ModelStatus.Live, records[versions[3]]);
        Assert.All(versions.Take(3), version => Assert.Equal(ModelStatus.Retired, records[version]));
        Assert.Equal(2, Directory.GetDirectories(Path.Combine(folder.Models, SiteStore.Default)).Length);
        Assert.True(Directory.Exists(Path.Combine(folder.Models, SiteStore.Default, versions[3])));
    }

    [Fact]
    public async Task Leftovers_of_a_killed_training_are_deleted_and_block_nothing()
    {
        using var folder = await new TestFolder().WithAsync(Newsroom);
        using var host = folder.Host();
        await host.Services.GetRequiredService<ModelStore>().AddCandidateAsync(
            SiteStore.Default, "20260101-000000-aa", Now, TestContext.Current.CancellationToken);
        var site = Path.Combine(folder.Models, SiteStore.Default);
        Directory.CreateDirectory(Path.Combine(site, ".tmp-20260101-000000-aa", "engine"));
        Directory.CreateDirectory(Path.Combine(site, "20260101-000001-bb"));
        await File.WriteAllTextAsync(Path.Combine(site, ".training"), "", TestContext.Current.CancellationToken);

        var manifest = await folder.TrainAsync();

        Assert.Equal([manifest.Version], Directory.GetDirectories(site).Select(Path.GetFileName));
        Assert.Contains(await ListAsync(host),
            record => record is { Version: "20260101-000000-aa", Status: ModelStatus.Failed, Reason: "interrupted" });
    }

    [Fact]
    public async Task A_site_has_only_one_training_at_a_time()
    {
        using var folder = await new TestFolder().WithAsync(Newsroom);
        using var host = folder.Host();
        var store = host.Services.GetRequiredService<RunStore>();
        var other = await store.ClaimAsync(SiteStore.Default, RunRequest.Operator, RunOwner.Current, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<TrainingBusyException>(() => folder.TrainAsync());

        await store.FinishAsync(other!, RunState.Done, "", TestContext.Current.CancellationToken);
        await folder.TrainAsync();
    }

    [Fact]
    public async Task After_an_interrupted_training_the_previous_model_stays_live()
    {
        using var folder = await new TestFolder().WithAsync(Newsroom);
        var before = await folder.TrainAsync();
        using var host = folder.Host();
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Services.GetRequiredService<TrainingRun>().RunAsync(
            SiteStore.Default, RunRequest.Operator, new StopAt("encoding", stop), stop.Token));

        Assert.Equal(before.Version, await host.Services.GetRequiredService<ModelStore>()
            .LiveVersionAsync(SiteStore.Default, TestContext.Current.CancellationToken));
        Assert.Equal([before.Version], Directory.GetDirectories(Path.Combine(folder.Models, SiteStore.Default)).Select(Path.GetFileName));
        Assert.Single(await ListAsync(host), record => record is { Status: ModelStatus.Failed, Reason: "interrupted" });
    }

    [Fact]
    public async Task A_site_without_articles_trains_to_an_empty_model()
    {
        using var folder = await new TestFolder().WithAsync();

        Assert.Equal(0, (await folder.TrainAsync()).Articles);
    }

    [Fact]
    public async Task A_damaged_model_is_reported_in_health_and_blocks_use_the_fallback()
    {
        var folder = await new TestFolder().WithAsync(Newsroom);
        var manifest = await folder.TrainAsync();
        var lists = Path.Combine(folder.Models, SiteStore.Default, manifest.Version, ModelFolder.ListsFile);
        var bytes = await File.ReadAllBytesAsync(lists, TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(lists, bytes, TestContext.Current.CancellationToken);
        await using var service = await RunningService.StartAsync(folder);

        Assert.Equal(3, (await service.IdsAsync("/v1/default/related?id=choir&fallback=true&limit=3")).Length);
        var health = await service.HealthAsync();
        Assert.Equal("degraded", health.GetProperty("status").GetString());
        Assert.Contains("lists.bin is damaged", health.GetProperty("sites")[0].GetProperty("warnings")[0].GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_may_override_the_ignored_tags()
    {
        using var folder = await new TestFolder().WithAsync(Newsroom);
        await folder.WithAsync("blog", Newsroom);
        using var host = folder.Host(("Recommender:Ranking:IgnoredTags:0", "tag-choir"),
            ("Recommender:Sites:blog:IgnoredTags:0", "TAG-harbour-1"));
        var run = host.Services.GetRequiredService<TrainingRun>();

        foreach (var (site, ignored, known) in new[] { (SiteStore.Default, "tag-choir", "tag-harbour-1"),
            ("blog", "tag-harbour-1", "tag-choir") })
        {
            var manifest = (await run.RunAsync(site, RunRequest.Operator, null, TestContext.Current.CancellationToken)).Manifest;

            Assert.Equal(ignored, Assert.Single(manifest.Settings.IgnoredTags), ignoreCase: true);
            Assert.Equal(Newsroom.Length, manifest.Articles);
            var vocabulary = await File.ReadAllTextAsync(
                Path.Combine(folder.Models, site, manifest.Version, "engine", "vocabulary.bin"), TestContext.Current.CancellationToken);
            Assert.DoesNotContain(ignored, vocabulary, StringComparison.Ordinal);
            Assert.Contains(known, vocabulary, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_manifest_from_before_ignored_tags_is_read()
    {
        var json = TestSnapshots.Manifest(1).ToJson();
        var before = System.Text.RegularExpressions.Regex.Replace(json, "\"ignoredTags\": \\[\\],\\s*", "");
        Assert.NotEqual(json, before);

        Assert.Empty(ModelManifest.FromJson(before).Settings.IgnoredTags);
    }

    private static Task<IReadOnlyList<ModelRecord>> ListAsync(IHost host) =>
        host.Services.GetRequiredService<ModelStore>().ListAsync(SiteStore.Default, TestContext.Current.CancellationToken);

    private sealed class StopAt(string stage, CancellationTokenSource stop) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            if (value.Stage == stage)
            {
                stop.Cancel();
            }
        }
    }
}

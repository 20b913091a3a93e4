using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Recommender.Service.Articles;
using Recommender.Service.Models;
using Recommender.Service.Tests.Training.Gate;
using Recommender.Service.Training;
using Recommender.Service.Training.Registry;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Training.Registry;

public class ModelRegistryTests
{
    [Fact]
    public async Task A_rollback_serves_the_previous_model_at_once_and_a_promotion_the_newer_one()
    {
        var (folder, first, second) = await TwoAsync();
        await using var service = await RunningService.StartAsync(folder);
        Assert.Equal(second, await ServedAsync(service));

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(service, "/v1/default/models/rollback"));
        Assert.Equal(first, await ServedAsync(service));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(service, "/v1/default/models/rollback"));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(service, $"/v1/default/models/{second}/promote"));
        Assert.Equal(second, await ServedAsync(service));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(service, $"/v1/default/models/{second}/promote"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(service, "/v1/default/models/nothing/promote"));

        using var request = new HttpRequestMessage(
            HttpMethod.Get, "/v1/default/models") { Headers = { { TestPeople.Header, "anna Viewer" } } };
        using var answer = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("\"action\":\"rolledBack\"", text, StringComparison.Ordinal);
        Assert.Contains("\"who\":\"olga\",\"whoId\":\"olga\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_a_model_is_damaged_the_previous_one_serves()
    {
        var (folder, first, second) = await TwoAsync();
        var lists = Path.Combine(folder.Models, SiteStore.Default, second, ModelFolder.ListsFile);
        var whole = await File.ReadAllBytesAsync(lists, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(lists, [.. whole[..^1], (byte)(whole[^1] ^ 1)], TestContext.Current.CancellationToken);
        await using var service = await RunningService.StartAsync(folder);

        Assert.Equal(first, await ServedAsync(service));
        var warning = (await service.HealthAsync()).GetProperty("sites")[0].GetProperty("warnings")[0].GetString();
        Assert.Contains($"lists.bin is damaged; model {first}, which was live before, is served instead", warning,
            StringComparison.Ordinal);

        await File.WriteAllBytesAsync(lists, whole, TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(lists, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await service.Get<Recommender.Service.Blocks.Loading.SnapshotLoader>().RefreshAsync(TestContext.Current.CancellationToken);
        Assert.Equal(second, await ServedAsync(service));
        Assert.Equal("ok", (await service.HealthAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_model_of_another_version_is_refused_with_its_reason()
    {
        var (folder, first, second) = await TwoAsync();
        using var _ = folder;
        var manifest = Path.Combine(folder.Models, SiteStore.Default, first, ModelManifest.FileName);
        var text = await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(manifest, text.Replace("\"format\": 1", "\"format\": 9", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        using var host = folder.Host();

        var outcome = await host.Services.GetRequiredService<ModelRegistry>()
            .PromoteAsync(SiteStore.Default, first, Authors.Of("olga"), TestContext.Current.CancellationToken);

        Assert.Contains("has format 9, this program reads 1", outcome.Problem, StringComparison.Ordinal);
        Assert.Equal(second, await host.Services.GetRequiredService<ModelStore>()
            .LiveVersionAsync(SiteStore.Default, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Only_a_model_that_is_not_live_can_be_deleted()
    {
        var (folder, first, second) = await TwoAsync();
        using var _ = folder;
        using var host = folder.Host();
        var registry = host.Services.GetRequiredService<ModelRegistry>();

        var (olga, cancel) = (Authors.Of("olga"), TestContext.Current.CancellationToken);
        Assert.NotNull((await registry.DeleteAsync(SiteStore.Default, second, olga, cancel)).Problem);
        Assert.Null((await registry.DeleteAsync(SiteStore.Default, first, olga, cancel)).Problem);
        Assert.Equal([second], (await registry.ListAsync(SiteStore.Default, TestContext.Current.CancellationToken)).Models.Select(
            model => model.Version));
        Assert.False(Directory.Exists(Path.Combine(folder.Models, SiteStore.Default, first)));
    }

    [Fact]
    public async Task The_same_articles_settings_and_threads_give_the_same_lists_byte_for_byte()
    {
        var lists = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var folder = await new TestFolder().WithAsync(GateSite.Articles());
            var manifest = await folder.TrainAsync();
            Assert.Equal((Environment.ProcessorCount, 1), (manifest.Threads, manifest.Settings.Seed));
            lists.Add(manifest.Files[ModelFolder.ListsFile]);
        }

        Assert.Equal(lists[0], lists[1]);
    }

    private static async Task<(TestFolder Folder, string First, string Second)> TwoAsync()
    {
        var folder = await new TestFolder().WithAsync(Newsroom);
        return (folder, (await folder.TrainAsync(RunRequest.Operator)).Manifest.Version,
            (await folder.TrainAsync(RunRequest.Operator)).Manifest.Version);
    }

    private static async Task<string> ServedAsync(RunningService service) =>
        (await service.GetJsonAsync("/v1/default/related?id=choir")).GetProperty("model").GetString()!;

    private static async Task<HttpStatusCode> PostAsync(RunningService service, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { { TestPeople.Header, "olga Administrator" } } };
        using var answer = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}

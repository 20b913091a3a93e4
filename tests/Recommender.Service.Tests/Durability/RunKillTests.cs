using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Recommender.Service.Articles;
using Recommender.Service.Models;
using Recommender.Service.Tests.Training.Gate;
using Recommender.Service.Training;

namespace Recommender.Service.Tests.Durability;

/// <summary>RECOMMENDER_RUN_ROUNDS and RECOMMENDER_RUN_SEED set the number of rounds and the seed; see tests/run-rounds.</summary>
public class RunKillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_run_killed_at_any_moment_leaves_one_live_model_and_is_completed_by_the_next_process_with_the_same_lists()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "killing a process is specific to Linux");
        var rounds = TestLength.Number("RECOMMENDER_RUN_ROUNDS", 20);
        var random = new Random(TestLength.Number("RECOMMENDER_RUN_SEED", 1));
        using var folder = await new TestFolder().WithAsync(GateSite.Articles());
        await File.WriteAllTextAsync(
            Path.Combine(folder.Root, "appsettings.json"), """{ "Recommender": { "Ranking": { "Learned": false } } }""",
            TestContext.Current.CancellationToken);
        var wanted = (await folder.TrainAsync(RunRequest.Operator)).Manifest.Files[ModelFolder.ListsFile];
        var usual = await UsualAsync(folder);
        var phases = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var round = 0; round < rounds; round++)
        {
            using (var process = Start(folder))
            {
                await Task.Delay(usual * (1.05 * random.NextDouble()), TestContext.Current.CancellationToken);
                await process.KillAsync();
            }

            using var host = folder.Host(GateSite.Unlearned);
            await CheckLiveAsync(host.Services, wanted);
            var left = await host.Services.GetRequiredService<RunStore>()
                .OpenAsync(SiteStore.Default, TestContext.Current.CancellationToken);
            var phase = left is null ? "no run open" : left.Step?.ToString() ?? "claimed";
            phases[phase] = phases.GetValueOrDefault(phase) + 1;

            var run = await host.Services.GetRequiredService<TrainingRun>()
                .RunAsync(SiteStore.Default, RunRequest.Operator, null, TestContext.Current.CancellationToken);

            Assert.True(run.IsLive, run.Verdict.Reasons);
            Assert.True(left is null || left.Id == run.Run.Id, "the abandoned run was not resumed");
            await CheckLiveAsync(host.Services, wanted);
            Assert.Null(await host.Services.GetRequiredService<RunStore>()
                .OpenAsync(SiteStore.Default, TestContext.Current.CancellationToken));
            Assert.Empty(Directory.GetDirectories(Path.Combine(folder.Models, SiteStore.Default), ".*"));
        }

        output.WriteLine(
            $"{rounds} kills; states of the abandoned runs: {string.Join(", ", phases.Select(phase => $"{phase.Key} {phase.Value}"))}");
    }

    private static async Task CheckLiveAsync(IServiceProvider services, string wanted)
    {
        var models = await services.GetRequiredService<ModelStore>().ListAsync(SiteStore.Default, TestContext.Current.CancellationToken);
        var live = Assert.Single(models, model => model.Status == ModelStatus.Live);
        var model = services.GetRequiredService<ModelFolders>().Open(SiteStore.Default, live.Version);
        model.VerifyAll();
        Assert.Equal(wanted, model.Manifest.Files[ModelFolder.ListsFile]);
    }

    private static async Task<TimeSpan> UsualAsync(TestFolder folder)
    {
        var clock = Stopwatch.StartNew();
        using var process = Start(folder);
        Assert.Equal(0, await process.EndAsync());
        return clock.Elapsed;
    }

    // The settings are in the working directory.
    private static RecommenderProcess Start(TestFolder folder) =>
        new(folder.Root, ["train", "--data", folder.Data, "--models", folder.Models]);
}

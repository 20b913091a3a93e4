using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Recommender.Service.Articles;
using Recommender.Service.Models;
using Recommender.Service.Tests.Training.Gate;
using Recommender.Service.Training;

namespace Recommender.Service.Tests.Durability;

/// <summary>RECOMMENDER_RUN_ROUNDS and RECOMMENDER_RUN_SEED make it longer and different; tests/run-rounds sets them.</summary>
public class RunKillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Killing_a_run_at_any_moment_leaves_one_live_model_and_the_next_process_ends_it_with_the_same_lists()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a process is killed as on Linux");
        var (rounds, random) = (Wanted.Number("RECOMMENDER_RUN_ROUNDS", 20), new Random(Wanted.Number("RECOMMENDER_RUN_SEED", 1)));
        using var folder = await new TestFolder().WithAsync(GateSite.Articles());
        await File.WriteAllTextAsync(
            Path.Combine(folder.Root, "appsettings.json"), """{ "Recommender": { "Ranking": { "Learned": false } } }""", TestContext.Current.CancellationToken);
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
            var left = await host.Services.GetRequiredService<RunStore>().OpenAsync(SiteStore.Default, TestContext.Current.CancellationToken);
            var phase = left is null ? "no run open" : left.Step?.ToString() ?? "claimed";
            phases[phase] = phases.GetValueOrDefault(phase) + 1;

            var run = await host.Services.GetRequiredService<TrainingRun>().RunAsync(SiteStore.Default, RunRequest.Operator, null, TestContext.Current.CancellationToken);

            Assert.True(run.IsLive, run.Verdict.Reasons);
            Assert.True(left is null || left.Id == run.Run.Id, "the abandoned run was not resumed");
            await CheckLiveAsync(host.Services, wanted);
            Assert.Null(await host.Services.GetRequiredService<RunStore>().OpenAsync(SiteStore.Default, TestContext.Current.CancellationToken));
            Assert.Empty(Directory.GetDirectories(Path.Combine(folder.Models, SiteStore.Default), ".*"));
        }

        output.WriteLine($"{rounds} kills; the run that was left stood at: {string.Join(", ", phases.Select(phase => $"{phase.Key} {phase.Value}"))}");
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

    // The settings lie in the working directory.
    private static RecommenderProcess Start(TestFolder folder) => new(folder.Root, ["train", "--data", folder.Data, "--models", folder.Models]);
}

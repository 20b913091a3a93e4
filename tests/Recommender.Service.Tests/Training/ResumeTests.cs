using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Recommender.Service.Articles;
using Recommender.Service.Storage;
using Recommender.Service.Tests.Training.Gate;
using Recommender.Service.Training;
using Recommender.Service.Workers;

namespace Recommender.Service.Tests.Training;

public class ResumeTests
{
    // The stage that begins right after each checkpoint, and what the run did before it.
    private static readonly (string Stage, string[] Before)[] Checkpoints =
    [
        ("ranking", ["learning from links"]), ("comparing with the live model", ["learning from links"]),
        ("checking the model", ["learning from links"]),
        ("promoting it", ["learning from links", "ranking", "comparing with the live model", "checking the model"]),
        ("cleaning up", ["learning from links", "ranking", "comparing with the live model", "checking the model"]),
    ];

    [Fact]
    public async Task A_run_abandoned_at_any_checkpoint_resumes_there_with_the_same_model()
    {
        using var folder = await new TestFolder().WithAsync(GateSite.Articles());
        var left = new Dictionary<string, TestFolder>();
        var whole = await RunAsync(folder, new Watcher(stage =>
        {
            if (Checkpoints.Any(checkpoint => checkpoint.Stage == stage))
            {
                left.Add(stage, CopyOf(folder));
            }
        }));
        Assert.True(whole.IsLive, whole.Verdict.Reasons);
        Assert.Contains("engine/site/ranker.zip", whole.Manifest.Files.Keys);

        foreach (var (stage, before) in Checkpoints)
        {
            using var copy = left[stage];
            var stages = new HashSet<string>();
            var resumed = await RunAsync(copy, new Watcher(seen => stages.Add(seen)));

            Assert.True(resumed.IsLive, resumed.Verdict.Reasons);
            Assert.Equal(whole.Run.Id, resumed.Run.Id);
            Assert.Equal(2, resumed.Run.Attempts);
            Assert.Equal(whole.Manifest.Files, resumed.Manifest.Files);
            Assert.All(before, done => Assert.DoesNotContain(done, stages));
        }
    }

    private static async Task<RunResult> RunAsync(TestFolder folder, IProgress<WorkProgress> progress)
    {
        using var host = folder.Host();
        return await host.Services.GetRequiredService<TrainingRun>()
            .RunAsync(SiteStore.Default, RunRequest.Operator, progress, TestContext.Current.CancellationToken);
    }

    // As a killed process leaves it: the run belongs to a process that no longer exists.
    private static TestFolder CopyOf(TestFolder folder)
    {
        var copy = new TestFolder();
        Directory.CreateDirectory(copy.Data);
        using (var from = new SqliteConnection($"Data Source={Database.FileIn(folder.Data)};Pooling=False"))
        using (var to = new SqliteConnection($"Data Source={Database.FileIn(copy.Data)};Pooling=False"))
        {
            from.Open();
            to.Open();
            from.BackupDatabase(to);
            to.Execute("update run set heartbeat = null where state = 'running'");
        }

        foreach (var file in Directory.EnumerateFiles(folder.Models, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.Models, Path.GetRelativePath(folder.Models, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    /// <summary>Reports each stage once, in the thread that begins it.</summary>
    private sealed class Watcher(Action<string> begun) : IProgress<WorkProgress>
    {
        private readonly HashSet<string> _seen = [];

        public void Report(WorkProgress value)
        {
            lock (_seen)
            {
                if (_seen.Add(value.Stage))
                {
                    begun(value.Stage);
                }
            }
        }
    }
}

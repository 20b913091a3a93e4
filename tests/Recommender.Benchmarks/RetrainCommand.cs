using System.CommandLine;
using Recommender.Benchmarks.Measuring;
using Recommender.Benchmarks.Sites;
using Recommender.Engine.Models;
using Recommender.Service.Models;

namespace Recommender.Benchmarks;

/// <summary><c>retrain</c>: what it costs to bring a model up to date after a few new articles, beside learning all anew, and how near it comes to that.</summary>
internal sealed class RetrainCommand : Command
{
    private const int Shown = 5;

    private readonly CountOption _articles = new("--articles", 100_000, "How many articles the synthetic site has before");
    private readonly Option<double> _share = new("--share") { Description = "How many come, as a share of those [default: 0.01]", HelpName = "SHARE", DefaultValueFactory = _ => 0.01 };
    private readonly Option<bool> _compare = new("--compare") { Description = "Then learn all anew as well, and compare the lists" };
    private readonly ToolOption _tool = new();

    public RetrainCommand() : base("retrain", "Seconds and peak memory of a retrain after some new articles, beside a full one, whole processes.")
    {
        Options.Add(_articles);
        Options.Add(_share);
        Options.Add(_compare);
        Options.Add(_tool);
        SetAction((parsed, cancel) => RunAsync(
            parsed.GetValue(_articles), parsed.GetValue(_share), parsed.GetValue(_compare), parsed.GetRequiredValue(_tool), cancel));
    }

    private static async Task<int> RunAsync(int articles, double share, bool compare, string tool, CancellationToken cancel)
    {
        using var folder = new TemporaryFolder();
        var (data, models) = (folder.File("data"), folder.File("models"));
        var (all, before) = (folder.File("site.jsonl"), folder.File("before.jsonl"));
        await SyntheticSite.MakeAsync(tool, articles + (int)(articles * share), 2500, all, cancel);
        // Later articles link to earlier ones, as on any site.
        await File.WriteAllLinesAsync(before, File.ReadLines(all).Take(articles), cancel);

        var table = new MarkdownTable("retrain", "seconds", "peak, MB", "what the run says");
        await MeasuredProcess.RunAsync(folder.Path, ["import", before, "--data", data], cancel);
        var (full, _) = await TrainAsync("full", []);
        await MeasuredProcess.RunAsync(folder.Path, ["import", all, "--data", data], cancel);
        var (updated, lists) = await TrainAsync($"after {share:0.##%} new articles", []);
        RelatedLists? anew = null;
        if (compare)
        {
            (_, anew) = await TrainAsync("full again", ["--full"]);
        }

        table.Write(Console.Out);
        Console.WriteLine($"it takes {updated.Seconds / full.Seconds:0.000} of the full one's time");
        if (anew is not null)
        {
            Compare(lists, anew, articles);
        }

        return 0;

        async Task<(ProcessCost Cost, RelatedLists Lists)> TrainAsync(string name, string[] arguments)
        {
            Console.Error.WriteLine($"training: {name}");
            var cost = await MeasuredProcess.RunAsync(folder.Path, ["train", "--data", data, "--models", models, .. arguments], cancel);
            var newest = Directory.EnumerateDirectories(Path.Combine(models, "default")).Where(path => File.Exists(Path.Combine(path, ModelManifest.FileName))).Max()!;
            var model = ModelFolder.Open(newest);
            table.Add(name, $"{cost.Seconds:0.0}", cost.Megabytes, model.Manifest.Why ?? "");
            Console.Error.WriteLine(string.Join(", ", model.Manifest.SecondsPerStage.Select(stage => $"{stage.Key} {stage.Value:0.0}")));
            return (cost, model.ReadLists());
        }
    }

    // Of the first places, which are what a block shows.
    private static void Compare(RelatedLists updated, RelatedLists anew, int old)
    {
        var (same, shown, newest, entered, wanted) = (0L, 0L, new HashSet<string>(anew.Ids.Skip(old), StringComparer.Ordinal), 0L, 0L);
        for (var i = 0; i < anew.Ids.Count; i++)
        {
            var theirs = First(updated, updated.IndexOf(anew.Ids[i]));
            var mine = First(anew, i);
            shown += mine.Count;
            same += mine.Count(theirs.Contains);
            if (!newest.Contains(anew.Ids[i]))
            {
                wanted += mine.Count(newest.Contains);
                entered += theirs.Count(newest.Contains);
            }
        }

        Console.WriteLine($"{(double)same / shown:0.0%} of the first {Shown} of all lists are those of the full one; new articles stand in the first {Shown} of {entered} lists of old ones, {wanted} with the full one");
    }

    private static List<string> First(RelatedLists lists, int document)
    {
        var ids = new List<string>(Shown);
        foreach (var entry in lists[document][..Math.Min(Shown, lists[document].Length)])
        {
            ids.Add(lists.Ids[entry.Index]);
        }

        return ids;
    }
}

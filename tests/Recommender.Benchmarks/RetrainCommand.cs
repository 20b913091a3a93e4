using System.CommandLine;
using Recommender.Benchmarks.Measuring;
using Recommender.Benchmarks.Sites;
using Recommender.Engine.Models;
using Recommender.Service.Models;

namespace Recommender.Benchmarks;

/// <summary>
/// <c>retrain</c>: cost of updating a model after a few new articles compared with full training, and how similar the results are.
/// </summary>
internal sealed class RetrainCommand : Command
{
    private const int Shown = 5;

    private readonly CountOption _articles = new("--articles", 100_000, "Number of articles of the synthetic site before the update");
    private readonly Option<double> _share = new("--share")
    {
        Description = "New articles, as a share of the existing ones [default: 0.01]", HelpName = "SHARE", DefaultValueFactory = _ => 0.01,
    };
    private readonly Option<bool> _compare = new("--compare") { Description = "Also run a full training afterwards and compare the lists" };
    private readonly ToolOption _tool = new();

    public RetrainCommand() : base(
        "retrain", "Measure time and peak memory of a retrain after new articles, compared with a full training, as separate processes.")
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
        // Later articles link to earlier ones, as on a real site.
        await File.WriteAllLinesAsync(before, File.ReadLines(all).Take(articles), cancel);

        var table = new MarkdownTable("retrain", "seconds", "peak, MB", "output of the run");
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
        Console.WriteLine($"the update takes {updated.Seconds / full.Seconds:0.000} of the time of a full training");
        if (anew is not null)
        {
            Compare(lists, anew, articles);
        }

        return 0;

        async Task<(ProcessCost Cost, RelatedLists Lists)> TrainAsync(string name, string[] arguments)
        {
            Console.Error.WriteLine($"training: {name}");
            var cost = await MeasuredProcess.RunAsync(folder.Path, ["train", "--data", data, "--models", models, .. arguments], cancel);
            var newest = Directory.EnumerateDirectories(Path.Combine(models, "default"))
                .Where(path => File.Exists(Path.Combine(path, ModelManifest.FileName))).Max()!;
            var model = ModelFolder.Open(newest);
            table.Add(name, $"{cost.Seconds:0.0}", cost.Megabytes, model.Manifest.Why ?? "");
            Console.Error.WriteLine(string.Join(", ", model.Manifest.SecondsPerStage.Select(stage => $"{stage.Key} {stage.Value:0.0}")));
            return (cost, model.ReadLists());
        }
    }

    // Of the first positions, which a block shows.
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

        Console.WriteLine(
            $"{(double)same / shown:0.0%} of the first {Shown} of all lists equal the full training; new articles are in the first "
                + $"{Shown} of {entered} lists of old articles, {wanted} with the full training");
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

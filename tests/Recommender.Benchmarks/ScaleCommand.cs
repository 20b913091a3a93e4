using System.CommandLine;
using System.Globalization;
using Recommender.Benchmarks.Measuring;
using Recommender.Benchmarks.Sites;

namespace Recommender.Benchmarks;

/// <summary><c>scale</c>: cost of import and training as a site grows, as separate processes.</summary>
internal sealed class ScaleCommand : Command
{
    private readonly Option<int[]> _sizes = new("--sizes")
    {
        Description = "Numbers of articles, comma-separated [default: 10000,30000,100000]", HelpName = "N,N",
        DefaultValueFactory = _ => [10_000, 30_000, 100_000],
        CustomParser = result =>
        {
            var numbers = result.Tokens[0].Value.Split(',')
                .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0).ToArray();
            if (numbers.Any(size => size < 1))
            {
                result.AddError("--sizes must be comma-separated whole numbers above 0.");
            }

            return numbers;
        },
    };

    private readonly CountOption _characters = new("--chars", 2500, "Mean length of an article");
    private readonly ToolOption _tool = new();

    public ScaleCommand() : base("scale",
        "Measure time and peak memory of import and train on synthetic sites of several sizes. Settings are read from the environment, as "
            + "in the program.")
    {
        Options.Add(_sizes);
        Options.Add(_characters);
        Options.Add(_tool);
        SetAction((parsed, cancel) => RunAsync(
            [.. parsed.GetRequiredValue(_sizes).Distinct().Order()], parsed.GetValue(_characters), parsed.GetRequiredValue(_tool), cancel));
    }

    private static async Task<int> RunAsync(int[] sizes, int characters, string tool, CancellationToken cancel)
    {
        var runs = new List<PipelineRun>();
        foreach (var size in sizes)
        {
            using var folder = new TemporaryFolder();
            var file = folder.File("site.jsonl");
            await SyntheticSite.MakeAsync(tool, size, characters, file, cancel);
            runs.Add(await PipelineRun.MeasureAsync(file, cancel));
        }

        Write(runs);
        return 0;
    }

    private static void Write(List<PipelineRun> runs)
    {
        var table = new MarkdownTable("articles", "import, s", "train, s", "both, s", "peak of import, MB", "peak of train, MB");
        foreach (var run in runs)
        {
            table.Add(
                $"{run.Articles}", $"{run.Import.Seconds:0.0}", $"{run.Train.Seconds:0.0}", $"{run.Import.Seconds + run.Train.Seconds:0.0}",
                run.Import.Megabytes, run.Train.Megabytes);
        }

        table.Write(Console.Out);
        var stages = new MarkdownTable(["stage of train, s", .. runs.Select(run => $"{run.Articles}")]);
        foreach (var stage in runs.SelectMany(run => run.Stages.Keys).Distinct())
        {
            stages.Add(
                [stage, .. runs.Select(run => run.Stages.TryGetValue(stage, out var seconds) ? $"{seconds:0.0}" : MarkdownTable.None)]);
        }

        stages.Write(Console.Out);
        if (runs.Count > 1)
        {
            Console.WriteLine(
                $"training on {runs[^1].Articles} articles takes {runs[^1].Train.Seconds / runs[0].Train.Seconds:0.0} times as long as on "
                    + $"{runs[0].Articles}");
        }
    }
}

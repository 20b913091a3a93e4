using System.CommandLine;
using System.Globalization;
using Recommender.Service.Models;

namespace Recommender.Benchmarks;

/// <summary><c>scale</c>: what import and train cost as a site grows, whole processes.</summary>
internal sealed class ScaleCommand : Command
{
    private readonly Option<int[]> _sizes = new("--sizes")
    {
        Description = "How many articles, parted by commas [default: 10000,30000,100000]", HelpName = "N,N",
        DefaultValueFactory = _ => [10_000, 30_000, 100_000],
        CustomParser = result =>
        {
            var numbers = result.Tokens[0].Value.Split(',')
                .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0).ToArray();
            if (numbers.Any(size => size < 1))
            {
                result.AddError("--sizes must be whole numbers above 0, parted by commas.");
            }

            return numbers;
        },
    };

    private readonly CountOption _characters = new("--chars", 2500, "Mean length of an article");
    private readonly Option<string> _tool = new("--tool")
    {
        Description = $"Where make_corpus.py lies [default: {SyntheticSite.DefaultTool}]", HelpName = "FILE", DefaultValueFactory = _ => SyntheticSite.DefaultTool,
    };

    public ScaleCommand() : base("scale", "Seconds and peak memory of the program's import and train on synthetic sites of several sizes. Settings come from the environment, as the program takes them.")
    {
        Options.Add(_sizes);
        Options.Add(_characters);
        Options.Add(_tool);
        SetAction((parsed, cancel) => RunAsync(
            [.. parsed.GetRequiredValue(_sizes).Distinct().Order()], parsed.GetValue(_characters), parsed.GetRequiredValue(_tool), cancel));
    }

    private static async Task<int> RunAsync(int[] sizes, int characters, string tool, CancellationToken cancel)
    {
        var runs = new List<ScaleRun>();
        foreach (var size in sizes)
        {
            runs.Add(await ScaleRun.MeasureAsync(size, characters, tool, cancel));
        }

        Write(runs);
        return 0;
    }

    private static void Write(List<ScaleRun> runs)
    {
        var table = new MarkdownTable("articles", "import, s", "train, s", "both, s", "peak of import, MB", "peak of train, MB");
        foreach (var run in runs)
        {
            table.Add(
                $"{run.Articles}", $"{run.Import.Seconds:0.0}", $"{run.Train.Seconds:0.0}", $"{run.Import.Seconds + run.Train.Seconds:0.0}",
                Megabytes(run.Import.PeakBytes), Megabytes(run.Train.PeakBytes));
        }

        table.Write(Console.Out);
        var stages = new MarkdownTable(["stage of train, s", .. runs.Select(run => $"{run.Articles}")]);
        foreach (var stage in runs.SelectMany(run => run.Stages.Keys).Distinct())
        {
            stages.Add([stage, .. runs.Select(run => run.Stages.TryGetValue(stage, out var seconds) ? $"{seconds:0.0}" : MarkdownTable.None)]);
        }

        stages.Write(Console.Out);
        if (runs.Count > 1)
        {
            Console.WriteLine($"train of {runs[^1].Articles} articles costs {runs[^1].Train.Seconds / runs[0].Train.Seconds:0.0} times that of {runs[0].Articles}");
        }
    }

    private static string Megabytes(long bytes) => $"{bytes / 1e6:0}";

    /// <summary>One size.</summary>
    /// <param name="Articles">How many.</param>
    /// <param name="Import">Of the whole process.</param>
    /// <param name="Train">Of the whole process.</param>
    /// <param name="Stages">Seconds of each stage of training, as the model's manifest tells.</param>
    private sealed record ScaleRun(int Articles, ProcessCost Import, ProcessCost Train, IReadOnlyDictionary<string, double> Stages)
    {
        public static async Task<ScaleRun> MeasureAsync(int articles, int characters, string tool, CancellationToken cancel)
        {
            using var folder = new TemporaryFolder();
            var (file, data, models) = (folder.File("site.jsonl"), folder.File("data"), folder.File("models"));
            await SyntheticSite.MakeAsync(tool, articles, characters, file, cancel);
            Console.Error.WriteLine($"importing {articles} articles");
            var import = await MeasuredProcess.RunAsync(folder.Path, ["import", file, "--data", data], cancel);
            Console.Error.WriteLine($"training on {articles} articles");
            var train = await MeasuredProcess.RunAsync(folder.Path, ["train", "--data", data, "--models", models], cancel);
            var manifest = Directory.EnumerateFiles(models, ModelManifest.FileName, SearchOption.AllDirectories).Single();
            return new ScaleRun(articles, import, train, ModelManifest.FromJson(await File.ReadAllTextAsync(manifest, cancel)).SecondsPerStage);
        }
    }
}

using System.CommandLine;
using Recommender.Benchmarks.Measuring;

namespace Recommender.Benchmarks;

/// <summary><c>pipeline</c>: cost of import and training of a site's file, as separate processes.</summary>
internal sealed class PipelineCommand : Command
{
    private readonly Argument<string> _file = new("FILE") { Description = "A file to import" };
    private readonly CountOption _rounds = new("--rounds", 3, "Number of rounds, each with new folders");

    public PipelineCommand() : base("pipeline",
        "Measure time and peak memory of import and train for a file. Settings are read from the environment, as in the program.")
    {
        Arguments.Add(_file);
        Options.Add(_rounds);
        SetAction((parsed, cancel) => RunAsync(parsed.GetRequiredValue(_file), parsed.GetValue(_rounds), cancel));
    }

    private static async Task<int> RunAsync(string file, int rounds, CancellationToken cancel)
    {
        var table = new MarkdownTable("articles", "import, s", "train, s", "peak of import, MB", "peak of train, MB");
        for (var round = 0; round < rounds; round++)
        {
            var run = await PipelineRun.MeasureAsync(file, cancel);
            table.Add($"{run.Articles}", $"{run.Import.Seconds:0.0}",
                $"{run.Train.Seconds:0.0}", run.Import.Megabytes, run.Train.Megabytes);
        }

        table.Write(Console.Out);
        return 0;
    }
}

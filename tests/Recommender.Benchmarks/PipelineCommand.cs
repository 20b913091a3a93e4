using System.CommandLine;
using Recommender.Benchmarks.Measuring;

namespace Recommender.Benchmarks;

/// <summary><c>pipeline</c>: what import and train of a site's file cost, whole processes.</summary>
internal sealed class PipelineCommand : Command
{
    private readonly Argument<string> _file = new("FILE") { Description = "A file that the program imports" };
    private readonly CountOption _rounds = new("--rounds", 3, "How often, each time into fresh folders");

    public PipelineCommand() : base("pipeline", "Seconds and peak memory of the program's import and train of a file. Settings come from the environment, as the program takes them.")
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
            table.Add($"{run.Articles}", $"{run.Import.Seconds:0.0}", $"{run.Train.Seconds:0.0}", run.Import.Megabytes, run.Train.Megabytes);
        }

        table.Write(Console.Out);
        return 0;
    }
}

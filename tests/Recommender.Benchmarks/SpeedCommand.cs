using System.CommandLine;
using Recommender.Benchmarks.Measuring;
using Recommender.Benchmarks.Sites;

namespace Recommender.Benchmarks;

/// <summary><c>speed</c>: time for the lists of all articles of a large site, alternating with Lucene.NET's MoreLikeThis.</summary>
internal sealed class SpeedCommand : Command
{
    private readonly Argument<string?> _file =
        new("FILE") { Description = "A site's articles; if omitted, a synthetic site is generated", Arity = ArgumentArity.ZeroOrOne };
    private readonly CountOption _articles = new("--articles", 30_000, "Number of articles of the synthetic site");
    private readonly CountOption _rounds = new("--rounds", 3, "Number of measurements; the table shows medians");
    private readonly Option<int?> _sample = new("--mlt-sample")
    {
        Description = "Let MoreLikeThis search only for this number of articles, evenly spread, and extrapolate", HelpName = "N",
    };

    private readonly Option<bool> _tuned = new("--tuned") { Description = "Also measure the tuned MoreLikeThis" };
    private readonly ToolOption _tool = new();

    public SpeedCommand() : base("speed",
        "Measure the time to find the 50 best for every article of a site, alternating between Lucene.NET's MoreLikeThis and this "
            + "ranking, each on all cores.")
    {
        Arguments.Add(_file);
        Options.Add(_articles);
        Options.Add(_rounds);
        Options.Add(_sample);
        Options.Add(_tuned);
        Options.Add(_tool);
        Validators.Add(result =>
        {
            if (result.GetValue(_sample) < 1)
            {
                result.AddError("--mlt-sample must be 1 or more.");
            }

            if (result.GetValue(_file) is not null && result.GetResult(_articles) is { Implicit: false })
            {
                result.AddError("--articles applies to the synthetic site: give either it or FILE.");
            }
        });
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var folder = new TemporaryFolder();
        if (parsed.GetValue(_file) is not { } file)
        {
            file = folder.File("site.jsonl");
            await SyntheticSite.MakeAsync(parsed.GetRequiredValue(_tool), parsed.GetValue(_articles), 2500, file, cancel);
        }

        Console.Error.WriteLine("reading articles");
        var (documents, _) = await SiteFile.ReadAsync(file);
        if (documents.Count == 0)
        {
            throw new InvalidDataException($"{file} contains no articles");
        }

        using var contenders = Contenders.Make(documents, folder, parsed.GetValue(_sample), parsed.GetValue(_tuned), cancel);
        Write(contenders.All, Rounds(contenders.All, parsed.GetValue(_rounds), cancel), documents.Count);
        return 0;
    }

    // Alternating, so that anything else that slows the machine for a while affects all of them.
    private static List<double>[] Rounds(IReadOnlyList<Contender> contenders, int rounds, CancellationToken cancel)
    {
        var seconds = contenders.Select(_ => new List<double>()).ToArray();
        for (var round = 1; round <= rounds; round++)
        {
            for (var c = 0; c < contenders.Count; c++)
            {
                cancel.ThrowIfCancellationRequested();
                seconds[c].Add(contenders[c].Measure());
                Console.Error.WriteLine($"round {round}: {contenders[c].Name}: {seconds[c][^1]:0.00} s");
            }
        }

        return seconds;
    }

    private static void Write(IReadOnlyList<Contender> contenders, List<double>[] seconds, int articles)
    {
        Console.WriteLine($"{articles} articles, {Environment.ProcessorCount} cores, medians of {seconds[0].Count} rounds");
        Console.WriteLine();
        var table = new MarkdownTable("lists of all articles", "building the index or model, s",
            "seconds", "articles per second", "found per article, mean", "relative to MoreLikeThis defaults");
        var medians = Array.ConvertAll(seconds, Median);
        for (var c = 0; c < contenders.Count; c++)
        {
            table.Add(
                contenders[c].Name, $"{contenders[c].BuildSeconds:0.0}", $"{medians[c]:0.00}", $"{articles / medians[c]:0}",
                $"{contenders[c].MeanFound:0.0}", $"{medians[0] / medians[c]:0.0} times as fast");
        }

        table.Write(Console.Out);
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

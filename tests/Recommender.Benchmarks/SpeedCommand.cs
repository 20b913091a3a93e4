using System.CommandLine;
using Recommender.Benchmarks.Measuring;
using Recommender.Benchmarks.Sites;

namespace Recommender.Benchmarks;

/// <summary><c>speed</c>: the lists of all articles of one large site, beside Lucene.NET's MoreLikeThis, in turns.</summary>
internal sealed class SpeedCommand : Command
{
    private readonly Argument<string?> _file = new("FILE") { Description = "A site's articles; without it, a synthetic site is made", Arity = ArgumentArity.ZeroOrOne };
    private readonly CountOption _articles = new("--articles", 30_000, "How many articles the synthetic site has");
    private readonly CountOption _rounds = new("--rounds", 3, "How often each is measured; the table holds medians");
    private readonly Option<int?> _sample = new("--mlt-sample")
    {
        Description = "Let MoreLikeThis search for so many articles only, evenly spread, and extrapolate", HelpName = "N",
    };

    private readonly Option<bool> _tuned = new("--tuned") { Description = "Measure MoreLikeThis in its tuned form as well" };
    private readonly ToolOption _tool = new();

    public SpeedCommand() : base("speed", "The 50 best of every article of a site: Lucene.NET's MoreLikeThis and this ranking in turns, each on all cores.")
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
                result.AddError("--articles is of the synthetic site: give it or FILE, not both.");
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
            throw new InvalidDataException($"{file} holds no articles");
        }

        using var contenders = Contenders.Make(documents, folder, parsed.GetValue(_sample), parsed.GetValue(_tuned), cancel);
        Write(contenders.All, Rounds(contenders.All, parsed.GetValue(_rounds), cancel), documents.Count);
        return 0;
    }

    // In turns, so that whatever else slows the machine for a while slows all.
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
        var table = new MarkdownTable("lists of all articles", "index or model before, s", "seconds", "articles a second", "found for an article, mean", "to MoreLikeThis' defaults");
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

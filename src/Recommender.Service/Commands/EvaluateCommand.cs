using System.CommandLine;
using Recommender.Engine.GroundTruth;
using Recommender.Engine.Models;
using Recommender.Service.Articles;
using Recommender.Service.Evaluation;
using Recommender.Service.Evaluation.Reporting;
using Recommender.Service.Importing;
using Recommender.Service.Models;

namespace Recommender.Service.Commands;

/// <summary><c>evaluate</c>: measures how well rankings find what a site's editors linked to.</summary>
internal sealed class EvaluateCommand : SiteCommand
{
    private readonly Option<string?> _articles =
        new("--articles") { Description = "Evaluate the articles of a file instead of an imported site", HelpName = "FILE" };
    private readonly Option<string?> _judgments = new("--judgments")
    {
        Description = "Evaluate with this file (a header, then query, article and grade 0 to 3, tab-separated) instead of held-out links",
        HelpName = "FILE",
    };

    private readonly Option<string?> _run =
        new("--run") { Description = "Write the lists of the judged queries as a TREC run", HelpName = "OUT" };
    private readonly Option<string?> _defaultModel =
        new("--default-model") { Description = "A default ranking to use instead of the shipped one, or 'none'", HelpName = "DIR|none" };
    private readonly Option<RankingSystem> _system = new("--system")
    {
        Description = "The ranking to write with --run: unlearned, default, site or served [default: served]", HelpName = "NAME",
        DefaultValueFactory = _ => RankingSystem.Served,
    };

    private readonly Option<string?> _report = new("--report")
    {
        Description = "Write a report (index.html) and its figures (figures.json) to this folder", HelpName = "DIR",
    };

    private readonly Option<bool> _asServed = new("--as-served") { Description = "Also measure the lists as blocks show them" };

    public EvaluateCommand() : base("evaluate", "Measure how well rankings find what this site's own editors linked to.")
    {
        Declare(_articles, _judgments, _run, _system, _defaultModel, _asServed, _report);
        Validators.Add(result =>
        {
            if (result.GetValue(_judgments) is not null && result.GetValue(_articles) is null)
            {
                result.AddError("--judgments needs --articles: its ids are those of the file.");
            }
        });
    }

    public override IReadOnlyList<string> Examples { get; } =
        [
            "recommender evaluate", "recommender evaluate --articles site.jsonl",
            "recommender evaluate --articles site.jsonl --judgments judged.tsv --report report",
        ];

    protected override async Task<int> RunAsync(ParseResult parsed, string site, IServiceProvider services, CancellationToken cancel)
    {
        if (parsed.GetValue(_report) is { } place)
        {
            // Checked before minutes of work, not afterwards.
            Directory.CreateDirectory(place);
        }

        var file = parsed.GetValue(_judgments);
        var content = file is null ? null : await File.ReadAllBytesAsync(file, cancel);
        var judgments = content is null ? null : ReadJudgments(file!, content);
        var clock = services.GetRequiredService<TimeProvider>();
        var error = parsed.InvocationConfiguration.Error;
        var articles = parsed.GetValue(_articles) is { } source
            ? await ReadFileAsync(source, clock, cancel)
            : await ReadSiteAsync(services, site, cancel);
        var (byDefault, ownSite) = Default(parsed.GetValue(_defaultModel), services, articles);
        var request = new EvaluationRequest
        {
            Site = site, Judgments = judgments, Default = byDefault, System = parsed.GetValue(_system),
            AsServed = parsed.GetValue(_asServed), LearningCurve = parsed.GetValue(_report) is not null,
        };
        // Judgments and run files use the source's own ids.
        var documents = ArticleDocuments.Of(articles, article => article.SourceId);
        var result = await ProgressDisplay.RunAsync(
            error, clock, progress => Task.Run(
                () => services.GetRequiredService<EvaluationRun>().Run(documents, request, progress, cancel), cancel));

        var looks = content is null ? null : services.GetRequiredService<JudgmentLooks>().Count(content);
        var warnings = (ownSite is null ? [] : new[] { ownSite }).Concat(result.Warnings).ToList();
        if (parsed.GetValue(_run) is { } run)
        {
            await using var writer = File.CreateText(run);
            TrecRun.Write(writer, result.Asked.Lists, "recommender");
        }

        if (parsed.GetValue(_report) is { } folder)
        {
            var about = new ReportHead(
                Path.GetFileName(parsed.GetValue(_articles)) ?? site, Path.GetFileName(file), looks, clock.GetUtcNow(), warnings);
            await EvaluationReport.WriteAsync(folder, ReportData.Of(about, result), cancel);
        }

        Tell(error, looks, warnings);
        if (parsed.GetValue(SharedOptions.Json))
        {
            EvaluationTable.WriteJson(parsed.InvocationConfiguration.Output, result, looks, warnings);
        }
        else
        {
            EvaluationTable.Write(parsed.InvocationConfiguration.Output, result);
        }

        return CommandLine.Done;
    }

    private static void Tell(TextWriter error, int? looks, List<string> warnings)
    {
        warnings.ForEach(warning => error.WriteLine($"warning: {warning}"));
        if (looks is not null)
        {
            error.WriteLine($"these judgments have been used {looks} {(looks == 1 ? "time" : "times")} here, including this one");
        }
    }

    private static (DefaultRanking? Ranking, string? Warning) Default(
        string? given, IServiceProvider services, IReadOnlyList<Article> articles)
    {
        var ranking = given switch
        {
            "none" => null,
            null => services.GetRequiredService<ShippedRanking>().Ranking,
            _ => DefaultRanking.Load(given) ?? throw new CommandFailedException($"{given} does not contain a default ranking"),
        };
        return (ranking, ranking is null ? null : OwnSite.Warning(given ?? ShippedRanking.Folder, articles));
    }

    private static Judgments ReadJudgments(string file, byte[] content)
    {
        try
        {
            using var reader = new StreamReader(new MemoryStream(content));
            return Judgments.Read(reader);
        }
        catch (FormatException e)
        {
            throw new CommandFailedException($"{file}: {e.Message}", e);
        }
    }

    private static async Task<IReadOnlyList<Article>> ReadFileAsync(string file, TimeProvider clock, CancellationToken cancel)
    {
        var articles = new Dictionary<string, Article>(StringComparer.Ordinal);
        await foreach (var item in ArticleFile.ReadAsync(file, clock, cancel))
        {
            if (item.Article is { } article)
            {
                articles[article.SourceId] = article;
            }
        }

        return [.. articles.Values];
    }

    private static async Task<IReadOnlyList<Article>> ReadSiteAsync(IServiceProvider services, string site, CancellationToken cancel)
    {
        var articles = new List<Article>();
        await foreach (var article in services.GetRequiredService<ArticleStore>().ReadAllAsync(site, cancel))
        {
            articles.Add(article);
        }

        return articles.Count > 0 ? articles
            : throw new CommandFailedException($"site '{site}' has no articles; import them first, or specify a file with --articles");
    }
}

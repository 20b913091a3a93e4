using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Recommender.Engine;
using Recommender.Engine.Evaluation;
using Recommender.Service.Articles;
using Recommender.Service.Evaluation;
using Recommender.Service.Hosting;
using Recommender.Service.Importing;
using Recommender.Service.Models;

namespace Recommender.Service.Commands;

/// <summary><c>evaluate</c>: how well rankings find what this site's editors linked to.</summary>
internal sealed class EvaluateCommand : Command, IVerb
{
    private readonly Option<string?> _articles = new("--articles") { Description = "Judge the articles of a file instead of an imported site", HelpName = "FILE" };
    private readonly Option<string?> _judgments = new("--judgments")
    {
        Description = "Judge by this file (a head line, then query, article and grade 0 to 3, parted by tabs) instead of held-out links", HelpName = "FILE",
    };

    private readonly Option<string?> _run = new("--run") { Description = "Write the lists of the judged queries as a TREC run", HelpName = "OUT" };
    private readonly Option<string?> _defaultModel = new("--default-model") { Description = "Another default ranking than the shipped one, or 'none'", HelpName = "DIR|none" };
    private readonly Option<RankingSystem> _system = new("--system")
    {
        Description = "Which ranking goes to --run: unlearned, default, site or served [default: served]", HelpName = "NAME", DefaultValueFactory = _ => RankingSystem.Served,
    };

    private readonly Option<bool> _asServed = new("--as-served") { Description = "Also measure the lists as blocks show them" };

    public EvaluateCommand() : base("evaluate", "Measure how well rankings find what this site's own editors linked to.")
    {
        Options.Add(_articles);
        Options.Add(_judgments);
        Options.Add(_run);
        Options.Add(_system);
        Options.Add(_defaultModel);
        Options.Add(_asServed);
        Options.Add(SharedOptions.Site);
        Options.Add(SharedOptions.Data);
        Options.Add(SharedOptions.Models);
        Options.Add(SharedOptions.Json);
        Options.Add(SharedOptions.Verbose);
        Validators.Add(result =>
        {
            if (result.GetValue(_judgments) is not null && result.GetValue(_articles) is null)
            {
                result.AddError("--judgments needs --articles: its ids are those of the file.");
            }
        });
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
        ["recommender evaluate", "recommender evaluate --articles site.jsonl", "recommender evaluate --articles site.jsonl --judgments judged.tsv --run out.run"];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var judgments = parsed.GetValue(_judgments) is { } file ? ReadJudgments(file) : null;
        using var host = CommandHost.Build(SharedOptions.Settings(parsed), parsed.GetValue(SharedOptions.Verbose));
        var clock = host.Services.GetRequiredService<TimeProvider>();
        var documents = parsed.GetValue(_articles) is { } articles
            ? await ReadFileAsync(articles, clock, cancel)
            : await ReadSiteAsync(host.Services, parsed.GetRequiredValue(SharedOptions.Site), cancel);
        var byDefault = parsed.GetValue(_defaultModel) switch
        {
            "none" => null,
            { } folder => DefaultRanking.Load(folder) ?? throw new CommandFailedException($"{folder} holds no default ranking"),
            null => host.Services.GetRequiredService<ShippedRanking>().Ranking,
        };
        var result = await ProgressDisplay.RunAsync(
            parsed.InvocationConfiguration.Error, clock,
            progress => Task.Run(() => host.Services.GetRequiredService<EvaluationRun>()
                .Run(documents, judgments, byDefault, parsed.GetValue(_system), parsed.GetValue(_asServed), progress, cancel), cancel));
        if (parsed.GetValue(_run) is { } run)
        {
            await using var writer = File.CreateText(run);
            TrecRun.Write(writer, result.Lists, "recommender");
        }

        Write(parsed.InvocationConfiguration.Output, result, parsed.GetValue(SharedOptions.Json));
        return CommandLine.Done;
    }

    private static Judgments ReadJudgments(string file)
    {
        try
        {
            using var reader = File.OpenText(file);
            return Judgments.Read(reader);
        }
        catch (FormatException e)
        {
            throw new CommandFailedException($"{file}: {e.Message}", e);
        }
    }

    // Judgments and run files speak of the source's own ids.
    private static async Task<IReadOnlyList<Document>> ReadFileAsync(string file, TimeProvider clock, CancellationToken cancel)
    {
        var articles = new Dictionary<string, Article>(StringComparer.Ordinal);
        await foreach (var item in ArticleFile.ReadAsync(file, clock, cancel))
        {
            if (item.Article is { } article)
            {
                articles[article.SourceId] = article;
            }
        }

        return ArticleDocuments.Of([.. articles.Values], article => article.SourceId);
    }

    private static async Task<IReadOnlyList<Document>> ReadSiteAsync(IServiceProvider services, string site, CancellationToken cancel)
    {
        var articles = new List<Article>();
        await foreach (var article in services.GetRequiredService<ArticleStore>().ReadAllAsync(site, cancel))
        {
            articles.Add(article);
        }

        return articles.Count > 0
            ? ArticleDocuments.Of(articles, article => article.SourceId)
            : throw new CommandFailedException($"site '{site}' has no articles; import them first, or name a file with --articles");
    }

    private static void Write(TextWriter output, EvaluationResult result, bool json)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(new { result.Articles, result.Systems }, JsonSerializerOptions.Web));
            return;
        }

        output.WriteLine($"{result.Systems[0].Queries} judged queries, {result.Articles} articles; nDCG@10 with its 95 % interval");
        output.WriteLine($"{"",-16} nDCG@5  nDCG@10                  MRR@10  recall@10  coverage  near-duplicates");
        foreach (var row in result.Systems)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{row.System,-16} {row.Mean.NdcgAt5,6:F4}  {row.Mean.NdcgAt10,7:F4} ({row.Low:F4}-{row.High:F4})  {row.Mean.MrrAt10,6:F4}  {row.Mean.RecallAt10,9:F4}  {row.Coverage,8:F4}  {row.DuplicateBlocks,15:F4}"));
        }

        foreach (var row in result.Systems.Skip(1).Where(row => row.LikeNewest > SystemFigures.TooLikeNewest))
        {
            output.WriteLine($"warning: the ranking '{row.System}' is hardly different from newest first ({row.LikeNewest:P0} the same)");
        }
    }
}

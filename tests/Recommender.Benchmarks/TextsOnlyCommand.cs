using System.CommandLine;
using Recommender.Benchmarks.Measuring;
using Recommender.Benchmarks.Sites;
using Recommender.Engine;
using Recommender.Engine.GroundTruth;
using Recommender.Engine.Models;

namespace Recommender.Benchmarks;

/// <summary>
/// <c>texts-only</c>: rankings of sites reduced to their texts, judged by editors' links and, separately, by their tags: a substitute for
/// readers' judgments of relatedness that no ranking here was trained on.
/// </summary>
internal sealed class TextsOnlyCommand : Command
{
    private const int Length = 10;
    private const int MaxQueries = 150;
    private const double TooCommon = 0.3;

    private static readonly (RankingSystem System, string Name)[] Systems =
    [
        (RankingSystem.TermCosine, "TF-IDF cosine"),
        (RankingSystem.Unlearned, "unlearned"), (RankingSystem.Default, "default learned without the site"),
    ];

    private readonly Argument<string> _sites =
        new("SITES") { Description = "Folder with one subfolder per site, each with withheld.jsonl" };

    public TextsOnlyCommand() : base("texts-only",
        "Measure nDCG@10 without links, dates, tags and sections, judged by the editors' tags and by the newest links of withheld.jsonl.")
    {
        Arguments.Add(_sites);
        SetAction((parsed, cancel) => RunAsync(parsed.GetRequiredValue(_sites), cancel));
    }

    private static async Task<int> RunAsync(string folder, CancellationToken cancel)
    {
        var sites = await JudgedSite.ReadAllAsync(folder);
        var (byTags, byLinks) = (new List<double?[]>(), new List<double?[]>());
        foreach (var site in sites)
        {
            Console.Error.WriteLine(site.Name);
            var others = await LicensedSites.ReadAsync(folder, without: site.Name);
            var byDefault = DefaultRanking.Train([.. others.Select(s => s.Documents)], new RankingOptions(), cancel).Ranking;
            var split = LinkSplit.Make(site.Documents);
            byLinks.Add(Measure(split.Documents, split.Judgments, byDefault, cancel));
            byTags.Add(Measure(site.Documents, SharedTags(site.Documents), byDefault, cancel));
        }

        var table = new MarkdownTable(
            ["nDCG@10", .. sites.SelectMany(site => (string[])[$"{site.Name}: tags", $"{site.Name}: links"]), "mean: tags", "mean: links"]);
        for (var row = 0; row < Systems.Length; row++)
        {
            table.Add([
                Systems[row].Name, .. sites.SelectMany((_, i) => (string[])[Cell(byTags[i][row]), Cell(byLinks[i][row])]),
                Cell(byTags.Average(site => site[row])), Cell(byLinks.Average(site => site[row])),
            ]);
        }

        table.Write(Console.Out);
        return 0;
    }

    private static double?[] Measure(
        IReadOnlyList<Document> documents, Judgments judgments, DefaultRanking byDefault, CancellationToken cancel)
    {
        if (judgments.Grades.Count == 0)
        {
            return new double?[Systems.Length];
        }

        var stripped = documents.Select(d => d with { Links = [], Tags = [], Section = null, Author = null, Published = null }).ToList();
        var model = new RelatedTrainer(new RankingOptions(), byDefault).Train(stripped, cancel: cancel);
        return
        [
            .. Systems.Select(system =>
            {
                var lists = model.RankAsOf(system.System, judgments.Grades.Keys, Length, cancel);
                return (double?)judgments.Grades.Average(judged =>
                    RankingMetrics.Ndcg(judged.Value, [.. lists[judged.Key].Select(r => r.Id)], Length));
            }),
        ];
    }

    // Grade: three times the weighted Jaccard similarity of the tags (shared over combined), weighted by rarity.
    private static Judgments SharedTags(IReadOnlyList<Document> documents)
    {
        var frequency = documents.SelectMany(d => d.Tags.Distinct()).GroupBy(tag => tag).ToDictionary(tag => tag.Key, tag => tag.Count());
        var tags = documents.Select(d =>
            d.Tags.Where(tag => frequency[tag] > 1 && frequency[tag] < TooCommon * documents.Count).ToHashSet()).ToList();
        double Rarity(IEnumerable<string> some) => some.Sum(tag => Math.Log((double)documents.Count / frequency[tag]));
        var random = new Random(1);
        var queries = Enumerable.Range(0, documents.Count)
            .Where(i => tags[i].Count > 0).OrderBy(_ => random.Next()).Take(MaxQueries).ToList();
        var grades = queries.ToDictionary(
            query => documents[query].Id,
            query => (IReadOnlyDictionary<string, double>)Enumerable.Range(0, documents.Count)
                .Where(other => other != query && tags[other].Overlaps(tags[query]))
                .ToDictionary(other => documents[other].Id, other =>
                    3 * Rarity(tags[query].Intersect(tags[other])) / Rarity(tags[query].Union(tags[other]))));
        return new Judgments(grades.Where(judged => judged.Value.Count > 0).ToDictionary(StringComparer.Ordinal));
    }

    private static string Cell(double? figure) => figure is { } value ? $"{value:0.000}" : MarkdownTable.None;
}

using System.CommandLine;
using Recommender.Benchmarks.Measuring;
using Recommender.Benchmarks.Peers;
using Recommender.Benchmarks.Sites;
using Recommender.Engine;
using Recommender.Engine.GroundTruth;
using Recommender.Engine.Models;

namespace Recommender.Benchmarks;

/// <summary><c>quality</c>: nDCG@10 on withheld links, compared with Lucene.NET's MoreLikeThis.</summary>
internal sealed class QualityCommand : Command
{
    private const int Length = 10;

    private static readonly MoreLikeThisSettings[] Peers = [MoreLikeThisSettings.Defaults, MoreLikeThisSettings.Tuned];

    private static readonly (RankingSystem System, string Name)[] Own =
    [
        (RankingSystem.Unlearned, "Recommender, unlearned"),
        (RankingSystem.Default, "Recommender, default learned without the site"),
        (RankingSystem.Site, "Recommender, the site's own links"),
        (RankingSystem.Served, "Recommender, served"),
    ];

    private readonly Argument<string> _sites =
        new("SITES") { Description = "Folder with one subfolder per site, each with withheld.jsonl and test.tsv" };

    public QualityCommand() : base("quality",
        "Measure nDCG@10 on the links withheld from each site for Lucene.NET's MoreLikeThis and this ranking, among articles published by "
            + "the query's date.")
    {
        Arguments.Add(_sites);
        SetAction((parsed, cancel) => RunAsync(parsed.GetRequiredValue(_sites), cancel));
    }

    private static async Task<int> RunAsync(string folder, CancellationToken cancel)
    {
        var sites = await JudgedSite.ReadAllAsync(folder);
        var figures = new List<double?[]>();
        foreach (var site in sites)
        {
            Console.Error.WriteLine($"{site.Name}: {site.Documents.Count} articles, {site.Judgments.Grades.Count} queries");
            figures.Add([.. Peers.Select(peer => (double?)OfPeer(site, peer)),
                .. OfOwn(site, await LearnWithoutAsync(folder, site.Name, cancel), cancel)]);
            Console.Error.WriteLine($"{site.Name}: {string.Join(", ", figures[^1].Select(Cell))}");
        }

        Write(sites, figures);
        return 0;
    }

    private static async Task<DefaultRanking> LearnWithoutAsync(string folder, string site, CancellationToken cancel)
    {
        var others = await LicensedSites.ReadAsync(folder, without: site);
        return DefaultRanking.Train([.. others.Select(s => s.Documents)], new RankingOptions { Learned = true }, cancel).Ranking;
    }

    private static double OfPeer(JudgedSite site, MoreLikeThisSettings settings)
    {
        using var index = new MoreLikeThisIndex(site.Documents, settings);
        var searcher = index.NewSearcher();
        var positions = site.Documents.Select((d, i) => (d.Id, i)).ToDictionary(d => d.Id, d => d.i, StringComparer.Ordinal);
        return site.Judgments.Grades.Average(judged => RankingMetrics.Ndcg(
            judged.Value, [.. searcher.FindAsOf(positions[judged.Key], Length).Select(i => site.Documents[i].Id)], Length));
    }

    private static IEnumerable<double?> OfOwn(JudgedSite site, DefaultRanking byDefault, CancellationToken cancel)
    {
        var model = new RelatedTrainer(new RankingOptions { Learned = true }, byDefault).Train(site.Documents, cancel: cancel);
        foreach (var (system, _) in Own)
        {
            if (!model.Has(system))
            {
                yield return null;
                continue;
            }

            var lists = model.RankAsOf(system, site.Judgments.Grades.Keys, Length, cancel);
            yield return site.Judgments.Grades.Average(judged =>
                RankingMetrics.Ndcg(judged.Value, [.. lists[judged.Key].Select(r => r.Id)], Length));
        }
    }

    private static void Write(IReadOnlyList<JudgedSite> sites, List<double?[]> figures)
    {
        var table = new MarkdownTable(["nDCG@10", .. sites.Select(site => site.Name), "mean", "relative to tuned MoreLikeThis"]);
        string[] names = [.. Peers.Select(peer => peer.Name), .. Own.Select(own => own.Name)];
        var tuned = Mean(Array.IndexOf(Peers, MoreLikeThisSettings.Tuned));
        for (var row = 0; row < names.Length; row++)
        {
            var mean = Mean(row);
            table.Add([names[row], .. figures.Select(site => Cell(site[row])), Cell(mean),
                mean / tuned is { } ratio ? $"{ratio:0.00} times" : MarkdownTable.None]);
        }

        table.Write(Console.Out);

        // A mean over fewer sites would not be comparable with the others.
        double? Mean(int row) => figures.All(site => site[row] is not null) ? figures.Average(site => site[row]) : null;
    }

    private static string Cell(double? figure) => figure is { } value ? $"{value:0.000}" : MarkdownTable.None;
}

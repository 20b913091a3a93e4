using System.CommandLine;
using Recommender.Benchmarks.Measuring;
using Recommender.Benchmarks.Sites;
using Recommender.Engine;
using Recommender.Engine.Candidates;

namespace Recommender.Benchmarks;

/// <summary><c>candidates</c>: how much candidate generation loses.</summary>
internal sealed class CandidatesCommand : Command
{
    private const int Kept = 150;
    private const int Best = 50;
    private const int Seed = 1;

    private readonly Argument<string> _sites =
        new("SITES") { Description = "Folder with one subfolder per site, each with withheld.jsonl and test.tsv" };
    private readonly Option<string?> _corpus =
        new("--corpus") { Description = "A large site, for comparing pruned candidates with all of its articles", HelpName = "FILE" };
    private readonly CountOption _queries = new("--queries", 500, "Number of randomly drawn articles of --corpus to examine");

    public CandidatesCommand() : base(
        "candidates", "Recall of candidate generation: for the judged articles of each site, and for the best articles of a large site.")
    {
        Arguments.Add(_sites);
        Options.Add(_corpus);
        Options.Add(_queries);
        SetAction((parsed, cancel) =>
            RunAsync(parsed.GetRequiredValue(_sites), parsed.GetValue(_corpus), parsed.GetValue(_queries), cancel));
    }

    private static async Task<int> RunAsync(string folder, string? corpus, int queries, CancellationToken cancel)
    {
        var table = new MarkdownTable("site", "articles", "queries", $"recall@{Kept}");
        var recalls = new List<double>();
        foreach (var site in await JudgedSite.ReadAllAsync(folder))
        {
            Console.Error.WriteLine(site.Name);
            recalls.Add(Recall(site, cancel));
            table.Add(site.Name, $"{site.Documents.Count}", $"{site.Judgments.Grades.Count}", $"{recalls[^1]:0.0000}");
        }

        table.Add("mean", MarkdownTable.None, MarkdownTable.None, $"{recalls.Average():0.0000}");
        table.Write(Console.Out);
        if (corpus is not null)
        {
            Console.Error.WriteLine(corpus);
            var (documents, _) = await SiteFile.ReadAsync(corpus);
            WriteKept(EncodedSite.Of(documents, new RankingOptions(), cancel), queries, cancel);
        }

        return 0;
    }

    // Among articles published by the query's date, with the links of that day: the 150 that a learned ranking would order.
    private static double Recall(JudgedSite site, CancellationToken cancel)
    {
        var encoded = EncodedSite.Of(site.Documents, new RankingOptions(), cancel);
        var ids = encoded.Documents.Ids;
        var sweep = encoded.Sweep();
        var ranker = encoded.Ranker(sweep.Index);
        var sum = 0.0;
        foreach (var query in sweep.InOrder(site.Judgments.Grades.Keys.Select(id => Array.IndexOf(ids, id))))
        {
            cancel.ThrowIfCancellationRequested();
            var candidates = new HashSet<string>(StringComparer.Ordinal);
            foreach (var candidate in ranker.Candidates(encoded.QueryOf(query), Kept))
            {
                candidates.Add(ids[candidate.Document]);
            }

            var relevant = site.Judgments.Grades[ids[query]].Where(grade => grade.Value > 0).Select(grade => grade.Key).ToList();
            sum += (double)relevant.Count(candidates.Contains) / relevant.Count;
        }

        return sum / site.Judgments.Grades.Count;
    }

    private static void WriteKept(EncodedSite site, int count, CancellationToken cancel)
    {
        var index = site.Index();
        var random = new Random(Seed);
        var queries = Enumerable.Range(0, site.Documents.Count).ToArray();
        random.Shuffle(queries);
        queries = queries[..Math.Min(count, queries.Length)];
        var (shares, found) = (new double[queries.Length], new int[queries.Length]);
        Parallel.For(0, queries.Length,
            new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount },
            () => new SearchScratch(),
            (i, _, scratch) =>
            {
                var best = BestOfAll(site, queries[i]);
                index.Find(site.QueryOf(queries[i]), scratch);
                found[i] = scratch.Found.Count;
                shares[i] = best.Length == 0 ? 1 : (double)best.Intersect(scratch.Found).Count() / best.Length;
                return scratch;
            },
            _ => { });
        var table = new MarkdownTable("articles", "queries", "candidates, mean", $"share of the best {Best} kept", "10th percentile");
        table.Add($"{site.Documents.Count}", $"{queries.Length}",
            $"{found.Average():0}", $"{shares.Average():0.0000}", $"{shares.Order().ElementAt(shares.Length / 10):0.00}");
        table.Write(Console.Out);
    }

    // Without pruning: every article is scored.
    private static int[] BestOfAll(EncodedSite site, int query)
    {
        var scorer = site.Scorer();
        scorer.Begin(site.QueryOf(query));
        return [.. Enumerable.Range(0, site.Documents.Count)
            .Where(other => other != query)
            .Select(other => (Document: other, Score: scorer.Score(scorer.Parts(other))))
            .OrderByDescending(scored => scored.Score).ThenBy(scored => scored.Document)
            .Take(Best)
            .Select(scored => scored.Document)];
    }
}

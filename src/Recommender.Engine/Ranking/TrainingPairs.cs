using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;
using Recommender.Engine.Features;
using Recommender.Engine.GroundTruth;

namespace Recommender.Engine.Ranking;

/// <summary>Training data of the learned ranking: for each query with links, its candidates as of its date with their features.</summary>
/// <param name="Features">Rows of <see cref="PairFeatures.Count"/>.</param>
/// <param name="Labels">By row: true if the query's body links to the candidate.</param>
/// <param name="Groups">By row: the query's number; rows of a query are adjacent.</param>
internal sealed record TrainingPairs(float[] Features, bool[] Labels, int[] Groups)
{
    /// <summary>Maximum number of candidates per query that are ranked by features.</summary>
    public const int CandidatesPerQuery = 150;

    public int Count => Labels.Length;

    /// <summary>Number of queries with at least one linked document among the candidates; others teach nothing.</summary>
    public int Queries => Groups.Length == 0 ? 0 : Groups[^1] + 1;

    /// <summary>Number of queries whose candidates were examined.</summary>
    public int Asked { get; init; }

    // The newest queries best reflect how the newsroom links today; beyond this many, more teach nothing and cost as much again.
    private const int MaxQueries = 2000;

    /// <param name="documents">The documents; their texts are not used.</param>
    /// <param name="masked">By document: its terms without anchor texts that quote a title; null if it has no such anchor.</param>
    /// <param name="index">
    /// Empty index over the documents in order; afterwards it contains those published by the date of the newest query.
    /// </param>
    /// <param name="options">Options of the unlearned ranking that produces the candidates.</param>
    public static TrainingPairs Collect(
        IReadOnlyList<Document> documents, IReadOnlyList<DocumentTerms?> masked,
        CandidateIndex index, List<OutLink[]> links, SiteEncoder encoder,
        RankingOptions options, CancellationToken cancel)
    {
        var pairs = LinkSplit.Pairs(documents);
        if (pairs.Count == 0)
        {
            return new TrainingPairs([], [], []);
        }

        var queries = new TimeSweep(index, links).Sorted(pairs.Keys);
        queries = queries[Math.Max(0, queries.Length - MaxQueries)..];
        var quoting = Masked(documents, masked, queries, encoder);
        // Each part sweeps through time with its own index; the newest part uses the index that is to be filled.
        var parts = Math.Min(Environment.ProcessorCount, 1 + queries.Length / 64);
        var found = new Part[parts];
        Parallel.For(0, parts, new ParallelOptions { CancellationToken = cancel }, p =>
        {
            var part = queries[(p * queries.Length / parts)..((p + 1) * queries.Length / parts)];
            found[p] =
                CollectPart(new TimeSweep(p == parts - 1 ? index : index.Another(), links), part, pairs, quoting, encoder, options, cancel);
        });
        var groups = new List<int>();
        var features = new float[found.Sum(part => part.Features.Count)];
        var at = 0;
        foreach (var part in found)
        {
            var before = groups.Count == 0 ? 0 : groups[^1] + 1;
            groups.AddRange(part.Groups.Select(group => before + group));
            part.Features.CopyTo(features, at);
            at += part.Features.Count;
        }

        return new TrainingPairs(features, [.. found.SelectMany(part => part.Labels)], [.. groups]) { Asked = queries.Length };
    }

    // An anchor that quotes its target's title would teach the ranking to look for quoted titles.
    private static Dictionary<int, Query> Masked(
        IReadOnlyList<Document> documents, IReadOnlyList<DocumentTerms?> masked, int[] queries, SiteEncoder encoder)
    {
        var quoting = queries.Where(q => masked[q] is not null).ToList();
        var encoded = encoder.Encode([.. quoting.Select(q => documents[q])], [.. quoting.Select(q => masked[q]!)]);
        return quoting.Select((q, row) => new Query(encoded, row, q)).ToDictionary(q => q.Self);
    }

    private static Part CollectPart(
        TimeSweep sweep, int[] queries, SortedDictionary<int, int[]> pairs,
        Dictionary<int, Query> masked, SiteEncoder encoder, RankingOptions options, CancellationToken cancel)
    {
        var ranker = new ListRanker(sweep.Index, encoder, RankingBlend.None, options);
        var (part, group) = (new Part(new List<float>(queries.Length * CandidatesPerQuery * PairFeatures.Count), [], []), 0);
        foreach (var index in sweep.InOrder(queries))
        {
            cancel.ThrowIfCancellationRequested();
            var query = masked.TryGetValue(index, out var other) ? other : new Query(sweep.Index.Documents, index, index);
            var candidates = ranker.Candidates(query, CandidatesPerQuery);
            var linked = false;
            foreach (var candidate in candidates)
            {
                linked |= pairs[index].Contains(candidate.Document);
            }

            if (!linked)
            {
                continue;
            }

            part.Features.AddRange(ranker.Features(query, candidates));
            foreach (var candidate in candidates)
            {
                part.Labels.Add(pairs[index].Contains(candidate.Document));
                part.Groups.Add(group);
            }

            group++;
        }

        return part;
    }

    /// <summary>Start and end of each query's rows.</summary>
    public IEnumerable<(int From, int To)> Lists()
    {
        for (int from = 0, to; from < Count; from = to)
        {
            for (to = from; to < Count && Groups[to] == Groups[from]; to++)
            {
            }

            yield return (from, to);
        }
    }

    /// <summary>Writes the default ranking's score of each pair into the features.</summary>
    public void WriteDefault(LearnedRanker byDefault)
    {
        foreach (var (from, to) in Lists())
        {
            var features = Features.AsSpan(from * PairFeatures.Count, (to - from) * PairFeatures.Count);
            var scores = new float[to - from];
            byDefault.Score(features, scores);
            RankingBlend.WriteDefault(scores, features);
        }
    }

    /// <summary>The pairs of a range of queries, renumbered from 0.</summary>
    public TrainingPairs Slice(int fromQuery, int toQuery)
    {
        var (from, to) = (Array.FindIndex(Groups, g => g >= fromQuery), Array.FindIndex(Groups, g => g >= toQuery));
        (from, to) = (from < 0 ? Count : from, to < 0 ? Count : to);
        return new TrainingPairs(
            Features[(from * PairFeatures.Count)..(to * PairFeatures.Count)],
            Labels[from..to], [.. Groups[from..to].Select(g => g - fromQuery)]);
    }

    private sealed record Part(List<float> Features, List<bool> Labels, List<int> Groups);
}

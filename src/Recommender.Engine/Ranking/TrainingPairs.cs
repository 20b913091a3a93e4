using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;
using Recommender.Engine.Features;
using Recommender.Engine.GroundTruth;

namespace Recommender.Engine.Ranking;

/// <summary>What the learned ranking learns from: for each query that its editors gave links, its candidates as of its date with their features.</summary>
/// <param name="Features">Row after row of <see cref="PairFeatures.Count"/>.</param>
/// <param name="Labels">By row: whether the query's body links to the candidate.</param>
/// <param name="Groups">By row: the query's number; rows of a query lie together.</param>
internal sealed record TrainingPairs(float[] Features, bool[] Labels, int[] Groups)
{
    /// <summary>How many candidates of a query are ranked by features.</summary>
    public const int CandidatesPerQuery = 150;

    public int Count => Labels.Length;

    /// <summary>Queries whose candidates hold at least one linked document; others teach nothing.</summary>
    public int Queries => Groups.Length == 0 ? 0 : Groups[^1] + 1;

    /// <summary>Queries whose candidates were looked at.</summary>
    public int Asked { get; init; }

    // The newest queries say best how the newsroom links today; of so many more teach nothing and cost as much again.
    private const int MaxQueries = 2000;

    /// <param name="documents">The documents; their texts are not looked at.</param>
    /// <param name="masked">By document: its terms without anchors that quote a title; null where it has none.</param>
    /// <param name="index">Of the documents in their order, none of them added; afterwards those are that were published when the newest query was.</param>
    /// <param name="links">Their links.</param>
    /// <param name="encoder">What encoded them.</param>
    /// <param name="options">Of the unlearned ranking that makes the candidates.</param>
    public static TrainingPairs Collect(
        IReadOnlyList<Document> documents, IReadOnlyList<DocumentTerms?> masked, CandidateIndex index, List<OutLink[]> links, SiteEncoder encoder,
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
        // Each part walks through time with an index of its own, the newest part with the one that is to be filled.
        var parts = Math.Min(Environment.ProcessorCount, 1 + queries.Length / 64);
        var found = new Part[parts];
        Parallel.For(0, parts, new ParallelOptions { CancellationToken = cancel }, p =>
        {
            var part = queries[(p * queries.Length / parts)..((p + 1) * queries.Length / parts)];
            found[p] = CollectPart(new TimeSweep(p == parts - 1 ? index : index.Another(), links), part, pairs, quoting, encoder, options, cancel);
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

    // An anchor that quotes its target's title would teach to look for quoted titles.
    private static Dictionary<int, Query> Masked(IReadOnlyList<Document> documents, IReadOnlyList<DocumentTerms?> masked, int[] queries, SiteEncoder encoder)
    {
        var quoting = queries.Where(q => masked[q] is not null).ToList();
        var encoded = encoder.Encode([.. quoting.Select(q => documents[q])], [.. quoting.Select(q => masked[q]!)]);
        return quoting.Select((q, row) => new Query(encoded, row, q)).ToDictionary(q => q.Self);
    }

    private static Part CollectPart(
        TimeSweep sweep, int[] queries, SortedDictionary<int, int[]> pairs, Dictionary<int, Query> masked, SiteEncoder encoder, RankingOptions options, CancellationToken cancel)
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

    /// <summary>Where each query's rows begin and end.</summary>
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

    /// <summary>Writes into the features what the default ranking says of each pair.</summary>
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

    /// <summary>The pairs of some queries, numbered anew.</summary>
    public TrainingPairs Slice(int fromQuery, int toQuery)
    {
        var (from, to) = (Array.FindIndex(Groups, g => g >= fromQuery), Array.FindIndex(Groups, g => g >= toQuery));
        (from, to) = (from < 0 ? Count : from, to < 0 ? Count : to);
        return new TrainingPairs(
            Features[(from * PairFeatures.Count)..(to * PairFeatures.Count)], Labels[from..to], [.. Groups[from..to].Select(g => g - fromQuery)]);
    }

    private sealed record Part(List<float> Features, List<bool> Labels, List<int> Groups);
}

using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;
using Recommender.Engine.Evaluation;
using Recommender.Engine.Features;

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

    /// <param name="documents">The documents that <paramref name="encoded"/> holds, in its order.</param>
    /// <param name="encoded">Their vectors.</param>
    /// <param name="links">Their links.</param>
    /// <param name="encoder">What encoded them.</param>
    /// <param name="options">Of the unlearned ranking that makes the candidates.</param>
    public static TrainingPairs Collect(
        IReadOnlyList<Document> documents, EncodedDocuments encoded, List<OutLink[]> links, SiteEncoder encoder, RankingOptions options, CancellationToken cancel)
    {
        var pairs = LinkSplit.Pairs(documents);
        var titles = documents.ToDictionary(d => d.Id, d => d.Title, StringComparer.Ordinal);
        var sweep = new TimeSweep(new CandidateIndex(encoded, encoder, options), links);
        var ranker = new ListRanker(sweep.Index, encoder, RankingBlend.None, options);
        var features = new PairFeatures(sweep.Index, encoder);
        var (values, labels, groups, group) = (new List<float>(), new List<bool>(), new List<int>(), 0);
        foreach (var index in sweep.InOrder(pairs.Keys))
        {
            cancel.ThrowIfCancellationRequested();
            // An anchor that quotes its target's title would teach to look for quoted titles.
            var masked = QuotedTitles.Mask(documents[index], titles.GetValueOrDefault);
            var query = ReferenceEquals(masked, documents[index]) ? new Query(encoded, index, index) : new Query(encoder.Encode([masked]), 0, index);
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

            values.AddRange(features.Of(query, candidates));
            foreach (var candidate in candidates)
            {
                labels.Add(pairs[index].Contains(candidate.Document));
                groups.Add(group);
            }

            group++;
        }

        return new TrainingPairs([.. values], [.. labels], [.. groups]);
    }

    /// <summary>The pairs of some queries, numbered anew.</summary>
    public TrainingPairs Slice(int fromQuery, int toQuery)
    {
        var (from, to) = (Array.FindIndex(Groups, g => g >= fromQuery), Array.FindIndex(Groups, g => g >= toQuery));
        (from, to) = (from < 0 ? Count : from, to < 0 ? Count : to);
        return new TrainingPairs(
            Features[(from * PairFeatures.Count)..(to * PairFeatures.Count)], Labels[from..to], [.. Groups[from..to].Select(g => g - fromQuery)]);
    }
}

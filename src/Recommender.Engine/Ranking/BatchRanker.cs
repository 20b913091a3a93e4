using System.Collections.Concurrent;
using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;

namespace Recommender.Engine.Ranking;

/// <summary>Ranks many documents of a model on all cores.</summary>
/// <param name="newRanker">Creates one ranker per thread.</param>
/// <param name="trained">True if the encoder was fitted on all documents.</param>
/// <param name="report">Called with the number of documents done and the total.</param>
internal sealed class BatchRanker(
    EncodedDocuments documents, Func<ListRanker> newRanker, RankingOptions options, bool trained, Action<int, int> report)
{
    private const int Step = 256;

    /// <param name="which">The documents to rank, each once.</param>
    /// <param name="lists">Lists by document; those of <paramref name="which"/> are overwritten.</param>
    /// <returns>Pairs of near-duplicates among the ranked documents and their candidates.</returns>
    public ConcurrentBag<(int, int)> Rank(int[] which, RelatedEntry[][] lists, CancellationToken cancel)
    {
        var duplicates = new ConcurrentBag<(int, int)>();
        var done = 0;
        Parallel.For(0, which.Length,
            new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount },
            newRanker,
            (at, _, ranker) =>
            {
                var i = which[at];
                var ranked = ranker.Rank(new Query(documents, i, i), options.ListLength);
                lists[i] = Scored.ToEntries(ranked);
                foreach (var candidate in ranked)
                {
                    if (trained ? NearDuplicates.Are(candidate.Parts, documents.Days[i], documents.Days[candidate.Document], options)
                        : NearDuplicates.Are(documents, i, candidate, options))
                    {
                        duplicates.Add((i, candidate.Document));
                    }
                }

                if (Interlocked.Increment(ref done) % Step == 0)
                {
                    report(done, which.Length);
                }

                return ranker;
            },
            _ => { });
        return duplicates;
    }
}

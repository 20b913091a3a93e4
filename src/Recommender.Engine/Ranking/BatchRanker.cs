using System.Collections.Concurrent;
using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;

namespace Recommender.Engine.Ranking;

/// <summary>Ranks many documents of a model on all cores.</summary>
/// <param name="documents">The model's documents.</param>
/// <param name="newRanker">Makes a thread's ranker.</param>
/// <param name="options">Of ranking.</param>
/// <param name="trained">True where the encoder was fitted on all documents.</param>
/// <param name="told">Told how many are done, of how many.</param>
internal sealed class BatchRanker(EncodedDocuments documents, Func<ListRanker> newRanker, RankingOptions options, bool trained, Action<int, int> told)
{
    private const int Step = 256;

    /// <param name="which">The documents to rank, each once.</param>
    /// <param name="lists">By document its list; those of <paramref name="which"/> are written.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>Pairs of near-duplicates among what was found.</returns>
    public ConcurrentBag<(int, int)> Rank(int[] which, RelatedEntry[][] lists, CancellationToken cancel)
    {
        var duplicates = new ConcurrentBag<(int, int)>();
        var done = 0;
        Parallel.For(0, which.Length, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount },
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
                    told(done, which.Length);
                }

                return ranker;
            },
            _ => { });
        return duplicates;
    }
}

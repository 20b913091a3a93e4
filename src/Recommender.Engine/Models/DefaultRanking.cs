using Recommender.Engine.Ranking;

namespace Recommender.Engine.Models;

/// <summary>The ranking learned from the links of other sites, for sites with few links of their own.</summary>
public sealed class DefaultRanking
{
    private DefaultRanking(LearnedRanker ranker) => Ranker = ranker;

    internal LearnedRanker Ranker { get; }

    /// <returns>Null if the folder contains no ranking.</returns>
    /// <exception cref="InvalidDataException">The ranking is damaged or was trained by another version of the program.</exception>
    public static DefaultRanking? Load(string folder) => LearnedRanker.Load(folder) is { } ranker ? new DefaultRanking(ranker) : null;

    /// <summary>Trains a ranking on the links of several sites, each given as for <see cref="RelatedTrainer"/>.</summary>
    /// <returns>The ranking and, for each site in order, the number of queries it learned from.</returns>
    public static (DefaultRanking Ranking, IReadOnlyList<int> Queries) Train(
        IReadOnlyList<IReadOnlyList<Document>> sites, RankingOptions options, CancellationToken cancel = default)
    {
        var pairs = sites.Select(documents => RelatedTrainer.CollectPairs(documents, options, cancel)).ToList();
        return (new DefaultRanking(RankerTrainer.Train(pairs, options.Seed, RankerTrainer.Thorough)), [.. pairs.Select(p => p.Queries)]);
    }

    /// <summary>Writes the ranking's files into an existing folder.</summary>
    public void Save(string folder) => Ranker.Save(folder);
}

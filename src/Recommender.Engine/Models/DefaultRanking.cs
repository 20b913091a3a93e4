using Recommender.Engine.Ranking;

namespace Recommender.Engine.Models;

/// <summary>The ranking learned from other sites' links, for sites that have few of their own.</summary>
public sealed class DefaultRanking
{
    private DefaultRanking(LearnedRanker ranker) => Ranker = ranker;

    internal LearnedRanker Ranker { get; }

    /// <returns>Null where the folder holds none.</returns>
    /// <exception cref="InvalidDataException">It is damaged or was trained by another version of the program.</exception>
    public static DefaultRanking? Load(string folder) => LearnedRanker.Load(folder) is { } ranker ? new DefaultRanking(ranker) : null;

    /// <summary>Learns from the links of several sites; each one's documents are as <see cref="RelatedTrainer"/> takes them.</summary>
    /// <returns>The ranking and, by site in their order, how many queries it learned from.</returns>
    public static (DefaultRanking Ranking, IReadOnlyList<int> Queries) Train(
        IReadOnlyList<IReadOnlyList<Document>> sites, RankingOptions options, CancellationToken cancel = default)
    {
        var pairs = sites.Select(documents => RelatedTrainer.CollectPairs(documents, options, cancel)).ToList();
        return (new DefaultRanking(RankerTrainer.Train(pairs, options.Seed, RankerTrainer.Thorough)), [.. pairs.Select(p => p.Queries)]);
    }

    /// <summary>Writes the ranking's files into an existing folder.</summary>
    public void Save(string folder) => Ranker.Save(folder);
}

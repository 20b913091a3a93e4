namespace Recommender.Engine.GroundTruth;

/// <summary>How well ranked lists agree with judgments; all in [0, 1], higher is better.</summary>
/// <param name="NdcgAt5">See <see cref="RankingMetrics.Ndcg"/>.</param>
/// <param name="NdcgAt10">See <see cref="RankingMetrics.Ndcg"/>.</param>
/// <param name="MrrAt10">Reciprocal rank of the first relevant document among the first ten; 0 if none is relevant.</param>
/// <param name="RecallAt10">Share of the relevant documents (grade above 0) among the first ten.</param>
/// <param name="RecallAt50">The same for the first fifty.</param>
public readonly record struct Figures(double NdcgAt5, double NdcgAt10, double MrrAt10, double RecallAt10, double RecallAt50)
{
    public static Figures Mean(IReadOnlyCollection<Figures> all) => all.Count == 0
        ? default
        : new(all.Average(f => f.NdcgAt5), all.Average(f => f.NdcgAt10),
            all.Average(f => f.MrrAt10), all.Average(f => f.RecallAt10), all.Average(f => f.RecallAt50));
}

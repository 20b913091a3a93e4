using Recommender.Engine.Evaluation;
using Recommender.Engine.Models;
using Lists =
    System.Collections.Generic.IReadOnlyDictionary<
        string, System.Collections.Generic.IReadOnlyList<Recommender.Engine.GroundTruth.RankedDocument>>;

namespace Recommender.Service.Evaluation;

/// <summary>A measured ranking.</summary>
/// <param name="System">The ranking; null for the blocks as served.</param>
/// <param name="Figures">Its metrics.</param>
/// <param name="Lists">The ranked list of each query.</param>
public sealed record EvaluatedSystem(RankingSystem? System, SystemFigures Figures, Lists Lists);

using Recommender.Engine.Evaluation;
using Recommender.Engine.Models;
using Lists = System.Collections.Generic.IReadOnlyDictionary<string, System.Collections.Generic.IReadOnlyList<Recommender.Engine.GroundTruth.RankedDocument>>;

namespace Recommender.Service.Evaluation;

/// <summary>A ranking that was measured.</summary>
/// <param name="System">Which it is; null for the blocks as they are served.</param>
/// <param name="Figures">What was found.</param>
/// <param name="Lists">By query its list.</param>
public sealed record EvaluatedSystem(RankingSystem? System, SystemFigures Figures, Lists Lists);

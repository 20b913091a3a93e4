using Recommender.Engine;
using Recommender.Engine.Evaluation;
using Recommender.Engine.GroundTruth;
using Recommender.Engine.Models;

namespace Recommender.Service.Evaluation;

/// <summary>The results of an evaluation.</summary>
/// <param name="Documents">The ranked documents, without the held-out links.</param>
/// <param name="Judgments">The judgments used for measurement.</param>
/// <param name="Systems">The site's rankings, in table order.</param>
/// <param name="Asked">The requested ranking.</param>
public sealed record EvaluationResult(
    IReadOnlyList<Document> Documents, Judgments Judgments, IReadOnlyList<EvaluatedSystem> Systems, EvaluatedSystem Asked)
{
    /// <summary>
    /// The site's ranking trained on growing shares of its links; empty if it was not requested or there are too few links.
    /// </summary>
    public IReadOnlyList<LearningPoint> LearningCurve { get; init; } = [];

    /// <summary>The feature importances of each ranking.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FeatureImportance>> Importance { get; init; } =
        new Dictionary<string, IReadOnlyList<FeatureImportance>>();

    /// <summary>
    /// The canary: rankings so similar to newest-first that something must be wrong. Most-linked is only a baseline, and it falls back to
    /// newest-first if there are no links.
    /// </summary>
    public IEnumerable<string> Warnings => Systems
        .Where(system => system.System is not (RankingSystem.NewestFirst or RankingSystem.MostLinked)
            && system.Figures.LikeNewest > SystemFigures.TooLikeNewest)
        .Select(system =>
            $"the ranking '{system.Figures.System}' hardly differs from newest-first ({system.Figures.LikeNewest * 100:F0} % overlap)");
}

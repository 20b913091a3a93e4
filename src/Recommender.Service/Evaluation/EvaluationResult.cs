using Recommender.Engine;
using Recommender.Engine.Evaluation;
using Recommender.Engine.GroundTruth;
using Recommender.Engine.Models;

namespace Recommender.Service.Evaluation;

/// <summary>What an evaluation found.</summary>
/// <param name="Documents">What was ranked, without the links that were held out.</param>
/// <param name="Judgments">What it was measured by.</param>
/// <param name="Systems">The rankings that the site has, in the order of the table.</param>
/// <param name="Asked">The ranking that was asked for.</param>
public sealed record EvaluationResult(
    IReadOnlyList<Document> Documents, Judgments Judgments, IReadOnlyList<EvaluatedSystem> Systems, EvaluatedSystem Asked)
{
    /// <summary>The site's ranking learned from growing shares of its links; empty where that was not asked for or the links are too few.</summary>
    public IReadOnlyList<LearningPoint> LearningCurve { get; init; } = [];

    /// <summary>By ranking how much each feature decides.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FeatureImportance>> Importance { get; init; } =
        new Dictionary<string, IReadOnlyList<FeatureImportance>>();

    /// <summary>
    /// The canary: what is so much like newest-first that something must be wrong with it. Most-linked is no ranking to be believed, and falls
    /// back to the newest where nobody links.
    /// </summary>
    public IEnumerable<string> Warnings => Systems
        .Where(system => system.System is not (RankingSystem.NewestFirst or RankingSystem.MostLinked) && system.Figures.LikeNewest > SystemFigures.TooLikeNewest)
        .Select(system => $"the ranking '{system.Figures.System}' is hardly different from newest first ({system.Figures.LikeNewest * 100:F0} % the same)");
}

using Recommender.Engine.Evaluation;
using Recommender.Engine.Models;

namespace Recommender.Service.Evaluation.Reporting;

/// <summary>All that a report says; also its figures.json.</summary>
/// <param name="About">What was measured, and when.</param>
/// <param name="Articles">How many articles there were.</param>
/// <param name="Systems">A row a ranking.</param>
/// <param name="Ages">How much older what they show is than the article it stands under.</param>
/// <param name="LearningCurve">The site's ranking by the number of links; may be empty.</param>
/// <param name="Importance">By learned ranking the features, weightiest first.</param>
/// <param name="Compared">The ranking that is set against the unlearned one; null where there is no other.</param>
/// <param name="Worst">Queries that it ranks worse, the worst first.</param>
/// <param name="Best">Queries that it ranks better, the best first.</param>
public sealed record ReportData(
    ReportHead About, int Articles, IReadOnlyList<SystemFigures> Systems, IReadOnlyList<AgeFigures> Ages, IReadOnlyList<LearningPoint> LearningCurve,
    IReadOnlyDictionary<string, IReadOnlyList<FeatureImportance>> Importance, string? Compared, IReadOnlyList<QueryChange> Worst, IReadOnlyList<QueryChange> Best)
{
    private const int Queries = 20;

    public static ReportData Of(ReportHead about, EvaluationResult result)
    {
        var byId = result.Documents.ToDictionary(d => d.Id, StringComparer.Ordinal);
        var unlearned = result.Systems.Single(system => system.System == RankingSystem.Unlearned);
        var compared = new[] { result.Asked, Find(RankingSystem.Site), Find(RankingSystem.Default) }
            .FirstOrDefault(system => system is not null && !ReferenceEquals(system.Lists, unlearned.Lists));
        var changes = compared is null ? [] : QueryChange.Of(result.Judgments, byId, unlearned.Lists, compared.Lists);
        return new ReportData(
            about, result.Documents.Count, [.. result.Systems.Select(system => system.Figures)],
            [.. result.Systems.Select(system => AgeFigures.Of(system.Figures.System, system.Lists, id => byId[id].Published))],
            result.LearningCurve, result.Importance, compared?.Figures.System,
            [.. changes.Where(change => change.Change < 0).OrderBy(change => change.Change).Take(Queries)],
            [.. changes.Where(change => change.Change > 0).OrderByDescending(change => change.Change).Take(Queries)]);

        EvaluatedSystem? Find(RankingSystem wanted) => result.Systems.FirstOrDefault(system => system.System == wanted);
    }
}

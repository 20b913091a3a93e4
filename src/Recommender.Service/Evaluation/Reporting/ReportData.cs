using Recommender.Engine.Evaluation;
using Recommender.Engine.Models;

namespace Recommender.Service.Evaluation.Reporting;

/// <summary>The content of a report, also written as its figures.json.</summary>
/// <param name="About">What was measured, and when.</param>
/// <param name="Articles">Number of articles.</param>
/// <param name="Systems">One row per ranking.</param>
/// <param name="Ages">Age difference between the shown articles and the article they are shown under.</param>
/// <param name="LearningCurve">Quality of the site's ranking by number of links; may be empty.</param>
/// <param name="Importance">By learned ranking: the features, most important first.</param>
/// <param name="Compared">The ranking compared with the unlearned one; null if there is none.</param>
/// <param name="Worst">Queries that it ranks worse, worst first.</param>
/// <param name="Best">Queries that it ranks better, best first.</param>
public sealed record ReportData(
    ReportHead About, int Articles, IReadOnlyList<SystemFigures> Systems,
    IReadOnlyList<AgeFigures> Ages, IReadOnlyList<LearningPoint> LearningCurve,
    IReadOnlyDictionary<string, IReadOnlyList<FeatureImportance>> Importance,
    string? Compared, IReadOnlyList<QueryChange> Worst, IReadOnlyList<QueryChange> Best)
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

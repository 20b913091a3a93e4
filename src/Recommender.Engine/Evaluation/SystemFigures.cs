using Recommender.Engine.GroundTruth;

namespace Recommender.Engine.Evaluation;

/// <summary>Evaluation results of one ranking.</summary>
/// <param name="System">Name of the ranking.</param>
/// <param name="Queries">Number of judged queries.</param>
/// <param name="Mean">Means of the metrics over the queries.</param>
/// <param name="Low">Lower end of the 95 % confidence interval of nDCG@10; see <see cref="Bootstrap"/>.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="Coverage">Share of all documents that are among the first five of any query.</param>
/// <param name="DuplicateBlocks">
/// Share of the queries whose first five contain two near-duplicates, or a near-duplicate of the query.
/// </param>
/// <param name="LikeNewest">
/// Mean share of a query's first ten that are also among the first ten of the newest-first ranking, over the queries with at least twenty
/// candidates: with fewer, every ranking shows nearly the same. 0 if there is no such query.
/// </param>
public sealed record SystemFigures(
    string System, int Queries, Figures Mean, double Low, double High, double Coverage, double DuplicateBlocks, double LikeNewest)
{
    /// <summary>From this overlap on, a ranking hardly differs from newest-first.</summary>
    public const double TooLikeNewest = 0.8;

    private const int EnoughToChoose = 20;

    /// <param name="system">Name of the ranking.</param>
    /// <param name="judgments">Known related documents.</param>
    /// <param name="lists">By query: the ranked list. A judged query without a list scores 0.</param>
    /// <param name="newest">By query: the newest-first list.</param>
    /// <param name="documents">Number of documents.</param>
    /// <param name="duplicateGroup">Returns the group of a document id; near-duplicates share a group.</param>
    public static SystemFigures Of(
        string system, Judgments judgments, IReadOnlyDictionary<string, IReadOnlyList<RankedDocument>> lists,
        IReadOnlyDictionary<string, IReadOnlyList<RankedDocument>> newest, int documents, Func<string, int> duplicateGroup)
    {
        var ids = judgments.Grades.Keys.ToDictionary(
            query => query, query => lists.GetValueOrDefault(query, []).Select(r => r.Id).ToList(), StringComparer.Ordinal);
        var figures = judgments.Grades.Select(judged => RankingMetrics.Of(judged.Value, ids[judged.Key])).ToList();
        var (low, high) = Bootstrap.Interval([.. figures.Select(f => f.NdcgAt10)]);
        return new SystemFigures(
            system, figures.Count, Figures.Mean(figures), low, high,
            documents == 0 ? 0 : (double)ids.Values.SelectMany(list => list.Take(5)).Distinct().Count() / documents,
            ids.Count == 0 ? 0 : ids.Average(q =>
                q.Value.Take(5).Prepend(q.Key).Select(duplicateGroup).Distinct().Count() <= Math.Min(5, q.Value.Count) ? 1.0 : 0),
            ids.Where(q => newest.GetValueOrDefault(q.Key, []).Count >= EnoughToChoose)
                .Select(q => ShareOf(q.Value, newest[q.Key])).DefaultIfEmpty(0).Average());
    }

    private static double ShareOf(List<string> list, IReadOnlyList<RankedDocument> newest)
    {
        var first = list.Take(10).ToHashSet(StringComparer.Ordinal);
        return first.Count == 0 ? 0 : (double)newest.Take(10).Count(n => first.Contains(n.Id)) / first.Count;
    }
}

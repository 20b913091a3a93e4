using Recommender.Engine.GroundTruth;

namespace Recommender.Engine.Evaluation;

/// <summary>What an evaluation found of one ranking.</summary>
/// <param name="System">Its name.</param>
/// <param name="Queries">How many judged queries the figures are means of.</param>
/// <param name="Mean">The metrics' means over the queries.</param>
/// <param name="Low">Lower end of the 95 % interval of nDCG@10, see <see cref="Bootstrap"/>.</param>
/// <param name="High">Upper end of it.</param>
/// <param name="Coverage">Share of all documents that stand among the first five of any query.</param>
/// <param name="DuplicateBlocks">Share of the queries whose first five hold two near-duplicates, or one of the query.</param>
/// <param name="LikeNewest">
/// Mean share of a query's first ten that the newest-first ranking has among its first ten, too, over the queries with twenty candidates or
/// more: of fewer every ranking shows much the same. 0 where there is no such query.
/// </param>
public sealed record SystemFigures(
    string System, int Queries, Figures Mean, double Low, double High, double Coverage, double DuplicateBlocks, double LikeNewest)
{
    /// <summary>From this share of the newest articles on, a ranking is hardly different from newest-first.</summary>
    public const double TooLikeNewest = 0.8;

    private const int EnoughToChoose = 20;

    /// <param name="system">The ranking's name.</param>
    /// <param name="judgments">What is known to be related.</param>
    /// <param name="lists">By query: the ranking's list. A judged query without a list scores 0.</param>
    /// <param name="newest">By query: the newest-first list.</param>
    /// <param name="documents">How many documents there are.</param>
    /// <param name="duplicateGroup">By document id: equal for near-duplicates.</param>
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
            ids.Count == 0 ? 0 : ids.Average(q => q.Value.Take(5).Prepend(q.Key).Select(duplicateGroup).Distinct().Count() <= Math.Min(5, q.Value.Count) ? 1.0 : 0),
            ids.Where(q => newest.GetValueOrDefault(q.Key, []).Count >= EnoughToChoose)
                .Select(q => ShareOf(q.Value, newest[q.Key])).DefaultIfEmpty(0).Average());
    }

    private static double ShareOf(List<string> list, IReadOnlyList<RankedDocument> newest)
    {
        var first = list.Take(10).ToHashSet(StringComparer.Ordinal);
        return first.Count == 0 ? 0 : (double)newest.Take(10).Count(n => first.Contains(n.Id)) / first.Count;
    }
}

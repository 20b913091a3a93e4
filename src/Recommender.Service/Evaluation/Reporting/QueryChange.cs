using Recommender.Engine;
using Recommender.Engine.GroundTruth;
using Lists =
    System.Collections.Generic.IReadOnlyDictionary<
        string, System.Collections.Generic.IReadOnlyList<Recommender.Engine.GroundTruth.RankedDocument>>;

namespace Recommender.Service.Evaluation.Reporting;

/// <summary>Compares the unlearned list of a query with that of another ranking, for human review.</summary>
/// <param name="Query">The article for which related articles are listed.</param>
/// <param name="NdcgBefore">nDCG@10 of the unlearned list.</param>
/// <param name="NdcgAfter">nDCG@10 of the other list.</param>
/// <param name="Before">The unlearned list.</param>
/// <param name="After">The list of the other ranking.</param>
/// <param name="Missed">Articles judged as related that are in neither list.</param>
public sealed record QueryChange(
    ListedArticle Query, double NdcgBefore, double NdcgAfter, IReadOnlyList<ListedArticle> Before, IReadOnlyList<ListedArticle> After,
    IReadOnlyList<ListedArticle> Missed)
{
    private const int Length = 10;

    public double Change => NdcgAfter - NdcgBefore;

    /// <summary>All judged queries, ordered by id.</summary>
    public static IReadOnlyList<QueryChange> Of(
        Judgments judgments, IReadOnlyDictionary<string, Document> documents, Lists before, Lists after) =>
        [.. judgments.Grades.OrderBy(judged => judged.Key, StringComparer.Ordinal)
            .Select(judged => Of(judged.Key, judged.Value, documents, before[judged.Key], after[judged.Key]))];

    private static QueryChange Of(
        string query, IReadOnlyDictionary<string, double> grades, IReadOnlyDictionary<string, Document> documents,
        IReadOnlyList<RankedDocument> before, IReadOnlyList<RankedDocument> after)
    {
        var (old, now) = (First(before), First(after));
        return new QueryChange(
            Listed(query), RankingMetrics.Ndcg(grades, old, Length),
            RankingMetrics.Ndcg(grades, now, Length), [.. old.Select(Listed)], [.. now.Select(Listed)],
            [.. grades.Where(grade => grade.Value > 0)
                .Select(grade => grade.Key).Except(old).Except(now).Order(StringComparer.Ordinal).Select(Listed)]);

        List<string> First(IReadOnlyList<RankedDocument> list) => [.. list.Take(Length).Select(ranked => ranked.Id)];

        ListedArticle Listed(string id) =>
            new(id, documents[id].Title, documents[id].Language, documents[id].Published, grades.GetValueOrDefault(id));
    }
}

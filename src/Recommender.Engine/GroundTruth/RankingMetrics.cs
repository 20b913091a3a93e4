namespace Recommender.Engine.GroundTruth;

/// <summary>Metrics of one query's ranked list.</summary>
public static class RankingMetrics
{
    /// <param name="grades">The query's judgments.</param>
    /// <param name="ranked">Document ids, best first, each once.</param>
    public static Figures Of(IReadOnlyDictionary<string, double> grades, IReadOnlyList<string> ranked)
    {
        var relevant = grades.Count(g => g.Value > 0);
        var first = ranked.Take(10).Select((id, i) => grades.GetValueOrDefault(id) > 0 ? i + 1 : 0).FirstOrDefault(rank => rank > 0);
        return new Figures(
            Ndcg(grades, ranked, 5), Ndcg(grades, ranked, 10), first == 0 ? 0 : 1.0 / first,
            Recall(10), Recall(50));

        double Recall(int k) => relevant == 0 ? 0 : (double)ranked.Take(k).Count(id => grades.GetValueOrDefault(id) > 0) / relevant;
    }

    /// <summary>
    /// Normalised discounted cumulative gain: the sum of (2^grade - 1) / log2(rank + 1) over the first <paramref name="k"/>, divided by
    /// that of the ideal order (Järvelin and Kekäläinen 2002, in the form of Burges et al. 2005). 0 if no document is relevant.
    /// </summary>
    public static double Ndcg(IReadOnlyDictionary<string, double> grades, IReadOnlyList<string> ranked, int k)
    {
        var best = Gain(grades.Values.OrderDescending());
        return best == 0 ? 0 : Gain(ranked.Select(id => grades.GetValueOrDefault(id))) / best;

        double Gain(IEnumerable<double> inOrder) => inOrder.Take(k).Select((grade, i) => (Math.Pow(2, grade) - 1) / Math.Log2(i + 2)).Sum();
    }
}

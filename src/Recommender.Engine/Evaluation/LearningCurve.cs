using Recommender.Engine.GroundTruth;
using Recommender.Engine.Models;
using Recommender.Engine.Ranking;

namespace Recommender.Engine.Evaluation;

/// <summary>How good a site's own ranking becomes with more of its editors' links to learn from.</summary>
public static class LearningCurve
{
    // A smaller one holds what is in a larger one, evenly over the years.
    private static readonly int[] Parts = [8, 4, 2, 1];

    /// <summary>
    /// Learns the site's ranking from an eighth, a quarter, a half and all of the articles that have links, and measures each. Only what is
    /// learned from is reduced: the texts and the graph of links, which features look at, stay whole.
    /// </summary>
    /// <param name="model">Trained on <paramref name="documents"/>.</param>
    /// <param name="documents">In the order in which the model was trained on them.</param>
    /// <param name="judgments">What is known to be related; none of it may be links of the documents.</param>
    /// <returns>Fewest first; none where even all links are too few for a ranking of its own.</returns>
    public static IReadOnlyList<LearningPoint> Measure(
        RelatedModel model, IReadOnlyList<Document> documents, Judgments judgments, IProgress<StageProgress>? progress = null, CancellationToken cancel = default)
    {
        var pairs = model.CollectPairs(documents, cancel);
        var byDefault = model.Blend.Default;
        if (byDefault is not null)
        {
            pairs.WriteDefault(byDefault);
        }

        var points = new List<LearningPoint>();
        foreach (var part in Parts.Where(part => pairs.Queries / part >= BlendTrainer.MinQueries))
        {
            progress?.Report(new StageProgress(TrainingStage.LearningCurve, points.Count, Parts.Length));
            cancel.ThrowIfCancellationRequested();
            var some = part == 1 ? pairs : Every(part, pairs);
            var ranking = model.With(new RankingBlend(byDefault, 0, RankerTrainer.Train([some], model.Options.Seed, RankerTrainer.Quick), 1));
            var lists = ranking.RankAsOf(RankingSystem.Site, judgments.Grades.Keys, 10, cancel);
            var figures = judgments.Grades
                .Select(judged => RankingMetrics.Ndcg(judged.Value, [.. lists[judged.Key].Select(r => r.Id)], 10)).ToArray();
            var (low, high) = Bootstrap.Interval(figures);
            points.Add(new LearningPoint(some.Queries, some.Labels.Count(linked => linked), figures.Average(), low, high));
        }

        return points;
    }

    /// <summary>Every <paramref name="part"/>-th query, the last among them.</summary>
    private static TrainingPairs Every(int part, TrainingPairs pairs)
    {
        var kept = Enumerable.Range(0, pairs.Queries).Where(query => (pairs.Queries - 1 - query) % part == 0)
            .Select(query => pairs.Slice(query, query + 1)).ToList();
        return new TrainingPairs(
            [.. kept.SelectMany(p => p.Features)], [.. kept.SelectMany(p => p.Labels)], [.. kept.SelectMany((p, i) => Enumerable.Repeat(i, p.Count))]);
    }
}

using Recommender.Engine.GroundTruth;
using Recommender.Engine.Models;
using Recommender.Engine.Ranking;

namespace Recommender.Engine.Evaluation;

/// <summary>How the quality of a site's own ranking grows with the number of links that it learns from.</summary>
public static class LearningCurve
{
    // Smaller samples are subsets of larger ones, spread evenly over the years.
    private static readonly int[] Parts = [8, 4, 2, 1];

    /// <summary>
    /// Trains the site's ranking on an eighth, a quarter, a half and all of the articles with links, and measures each. Only the training
    /// queries are reduced; the texts and the link graph that features use stay complete.
    /// </summary>
    /// <param name="model">Trained on <paramref name="documents"/>.</param>
    /// <param name="documents">In the order used to train the model.</param>
    /// <param name="judgments">Known related documents; none may be a link of the documents.</param>
    /// <returns>Fewest training queries first; empty if even all links are too few to train the site's own ranking.</returns>
    public static IReadOnlyList<LearningPoint> Measure(
        RelatedModel model, IReadOnlyList<Document> documents,
        Judgments judgments, IProgress<StageProgress>? progress = null, CancellationToken cancel = default)
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
            var ranking =
                model.With(new RankingBlend(byDefault, 0, RankerTrainer.Train([some], model.Options.Seed, RankerTrainer.Quick), 1));
            var lists = ranking.RankAsOf(RankingSystem.Site, judgments.Grades.Keys, 10, cancel);
            var figures = judgments.Grades
                .Select(judged => RankingMetrics.Ndcg(judged.Value, [.. lists[judged.Key].Select(r => r.Id)], 10)).ToArray();
            var (low, high) = Bootstrap.Interval(figures);
            points.Add(new LearningPoint(some.Queries, some.Labels.Count(linked => linked), figures.Average(), low, high));
        }

        return points;
    }

    /// <summary>Every <paramref name="part"/>-th query, including the last.</summary>
    private static TrainingPairs Every(int part, TrainingPairs pairs)
    {
        var kept = Enumerable.Range(0, pairs.Queries).Where(query => (pairs.Queries - 1 - query) % part == 0)
            .Select(query => pairs.Slice(query, query + 1)).ToList();
        return new TrainingPairs(
            [.. kept.SelectMany(p => p.Features)],
            [.. kept.SelectMany(p => p.Labels)], [.. kept.SelectMany((p, i) => Enumerable.Repeat(i, p.Count))]);
    }
}

using Recommender.Engine.Evaluation;
using Recommender.Engine.GroundTruth;
using Recommender.Engine.Models;
using Xunit;

namespace Recommender.Engine.Tests.Evaluation;

public sealed class LearningCurveTests
{
    private static readonly LinkSplit Split = LinkSplit.Make(Newsroom.LinkedSite(300));
    private static readonly RelatedModel Model = Newsroom.Train(Split.Documents, new() { Learned = true });

    [Fact]
    public void Each_point_doubles_the_queries_and_the_last_equals_the_sites_own_ranking()
    {
        var points = LearningCurve.Measure(Model, Split.Documents, Split.Judgments);

        Assert.Equal(4, points.Count);
        Assert.All(points.Zip(points.Skip(1)), pair =>
            Assert.InRange(pair.Second.Queries, 2 * pair.First.Queries - 1, 2 * pair.First.Queries));
        Assert.All(points.Zip(points.Skip(1)), pair => Assert.True(pair.First.Links < pair.Second.Links));
        Assert.All(points, point => Assert.InRange(point.NdcgAt10, point.Low, point.High));
        var lists = Model.RankAsOf(RankingSystem.Site, Split.Judgments.Grades.Keys, 10);
        Assert.Equal(
            Split.Judgments.Grades.Average(judged => RankingMetrics.Ndcg(judged.Value, [.. lists[judged.Key].Select(r => r.Id)], 10)),
            points[^1].NdcgAt10, 1e-9);
    }

    [Fact]
    public void A_sample_too_small_for_training_adds_no_point()
    {
        var split = LinkSplit.Make(Newsroom.LinkedSite(80));
        var points = LearningCurve.Measure(Newsroom.Train(split.Documents, new() { Learned = true }), split.Documents, split.Judgments);

        Assert.Equal(2, points.Count);
        Assert.True(points[0].Queries >= 20);
    }

    [Fact]
    public void Importance_describes_the_existing_ranking_and_survives_saving()
    {
        using var folder = new Folder();
        Model.Save(folder.Path);

        var importance = FeatureImportance.Of(Model, RankingSystem.Site);

        Assert.Equal(1, importance.Sum(f => f.Share), 1e-9);
        Assert.Equal(importance.OrderByDescending(f => f.Share).Select(f => f.Feature), importance.Select(f => f.Feature));
        Assert.True(importance.Select(f => f.Share).Distinct().Count() > 3);
        Assert.Equal(importance, FeatureImportance.Of(RelatedModel.Load(folder.Path, new()), RankingSystem.Site));
        Assert.Empty(FeatureImportance.Of(Model, RankingSystem.Default));
    }
}

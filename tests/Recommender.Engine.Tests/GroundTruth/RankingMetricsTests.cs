using Recommender.Engine.GroundTruth;
using Xunit;

namespace Recommender.Engine.Tests.GroundTruth;

/// <summary>Expected values computed by hand: a gain is 2^grade - 1, a discount log2(rank + 1) = 1, 1.585, 2, 2.322, 2.585, ...</summary>
public sealed class RankingMetricsTests
{
    [Fact]
    public void A_single_relevant_document_at_rank_two()
    {
        var figures = RankingMetrics.Of(Grades(("a", 1)), ["x", "a"]);
        Assert.Equal(1 / Math.Log2(3), figures.NdcgAt10, 1e-12);
        Assert.Equal(0.5, figures.MrrAt10);
        Assert.Equal(1, figures.RecallAt10);
    }

    [Fact]
    public void Grades_have_gains_of_one_three_and_seven()
    {
        // Gains 1, 7, 0, 3 at ranks 1 to 4; ideal order 7, 3, 1.
        var figures = RankingMetrics.Of(Grades(("one", 1), ("two", 2), ("three", 3), ("none", 0)), ["one", "three", "none", "two"]);
        var expected = (1 + 7 / Math.Log2(3) + 3 / Math.Log2(5)) / (7 + 3 / Math.Log2(3) + 1 / 2.0);
        Assert.Equal(expected, figures.NdcgAt10, 1e-12);
        Assert.Equal(0.7142, figures.NdcgAt10, 1e-4);
        Assert.Equal(1, figures.MrrAt10);
    }

    [Fact]
    public void The_ideal_order_scores_one()
    {
        Assert.Equal(1, RankingMetrics.Of(Grades(("a", 3), ("b", 1)), ["a", "b", "c"]).NdcgAt5, 1e-12);
    }

    [Fact]
    public void The_ideal_is_cut_at_the_same_depth()
    {
        var grades = Grades([.. Enumerable.Range(0, 20).Select(i => ($"{i}", 1.0))]);
        var figures = RankingMetrics.Of(grades, [.. grades.Keys]);
        Assert.Equal(1, figures.NdcgAt5, 1e-12);
        Assert.Equal(0.5, figures.RecallAt10);
        Assert.Equal(1, figures.RecallAt50);
    }

    [Fact]
    public void Beyond_rank_ten_only_recall_at_fifty_counts()
    {
        var figures = RankingMetrics.Of(Grades(("a", 1)), [.. Enumerable.Range(0, 10).Select(i => $"x{i}"), "a"]);
        Assert.Equal(new Figures(0, 0, 0, 0, 1), figures);
    }

    [Fact]
    public void All_metrics_are_zero_if_nothing_is_relevant_or_ranked()
    {
        Assert.Equal(default, RankingMetrics.Of(Grades(("a", 0)), ["a"]));
        Assert.Equal(default, RankingMetrics.Of(Grades(("a", 1)), []));
    }

    [Fact]
    public void The_mean_is_over_all_queries()
    {
        Assert.Equal(new Figures(0.5, 0.5, 0.5, 0.5, 0.5), Figures.Mean([new Figures(1, 1, 1, 1, 1), default]));
        Assert.Equal(default, Figures.Mean([]));
    }

    private static Dictionary<string, double> Grades(params (string Id, double Grade)[] grades) =>
        grades.ToDictionary(g => g.Id, g => g.Grade);
}

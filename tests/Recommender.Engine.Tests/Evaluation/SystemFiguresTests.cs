using Recommender.Engine.Evaluation;
using Recommender.Engine.GroundTruth;
using Xunit;
using Lists =
    System.Collections.Generic.IReadOnlyDictionary<
        string, System.Collections.Generic.IReadOnlyList<Recommender.Engine.GroundTruth.RankedDocument>>;

namespace Recommender.Engine.Tests.Evaluation;

public sealed class SystemFiguresTests
{
    [Fact]
    public void The_interval_contains_the_mean_and_narrows_with_more_queries()
    {
        var (few, many) = (HalfRight(20), HalfRight(500));
        Assert.All([few, many], f => Assert.Equal(0.5, f.Mean.NdcgAt10, 1e-9));
        Assert.All([few, many], f => Assert.InRange(f.Mean.NdcgAt10, f.Low, f.High));
        // 1.96 standard errors to each side.
        Assert.Equal(2 * 1.96 * Math.Sqrt(0.25 / 500), many.High - many.Low, 0.01);
        Assert.True(few.High - few.Low > many.High - many.Low);
    }

    [Fact]
    public void The_bootstrap_is_seeded()
    {
        Assert.Equal(HalfRight(50), HalfRight(50));
    }

    [Fact]
    public void A_judged_query_without_a_list_scores_zero()
    {
        var figures = Of(new() { ["q"] = ["a"], ["p"] = ["a"] }, Ranked(("q", ["a"])));
        Assert.Equal(0.5, figures.Mean.NdcgAt10, 1e-9);
        Assert.Equal(2, figures.Queries);
    }

    [Fact]
    public void Coverage_counts_each_document_of_the_first_five_once()
    {
        var figures = Of(new() { ["q"] = ["a"], ["p"] = ["a"] }, Ranked(("q", ["a", "b", "c", "d", "e", "f"]), ("p", ["a", "g"])));
        Assert.Equal(0.6, figures.Coverage, 1e-9);
    }

    [Fact]
    public void Blocks_that_repeat_a_story_or_the_querys_own_story_are_counted()
    {
        // Documents with the same first letter share a story.
        var figures = Of(
            new() { ["q"] = ["a"], ["p"] = ["a"], ["r"] = ["a"], ["s"] = ["a"] },
            Ranked(("q", ["a1", "b", "a2"]), ("p", ["a", "p2"]), ("r", ["a", "b", "c", "d", "e", "a2"]), ("s", ["a", "b"])));
        Assert.Equal(0.5, figures.DuplicateBlocks, 1e-9);
    }

    [Fact]
    public void Overlap_with_newest_is_the_shared_part_of_the_first_ten_if_there_is_a_choice()
    {
        string[] newest = [.. Enumerable.Range(0, 20).Select(i => $"n{i}")];
        var ranked = Ranked(("q", [.. newest[..5], "a", "b", "c", "d", "e", .. newest[5..10]]), ("p", ["a", "b"]));

        // The second query has two candidates: every ranking shows both.
        var figures = SystemFigures.Of("x", Judged(new() { ["q"] = ["a"], ["p"] = ["a"] }),
            ranked, Ranked(("q", newest), ("p", ["b", "a"])), 30, id => id[0]);

        Assert.Equal(0.5, figures.LikeNewest, 1e-9);
        Assert.Equal(0,
            SystemFigures.Of("x", Judged(new() { ["p"] = ["a"] }), ranked, Ranked(("p", ["b", "a"])), 30, id => id[0]).LikeNewest);
    }

    [Fact]
    public void All_figures_are_zero_without_queries()
    {
        var figures = Of([], Ranked());
        Assert.Equal(0, figures.Queries);
        Assert.Equal((0, 0), (figures.Low, figures.High));
    }

    private static SystemFigures HalfRight(int queries) => Of(
        Enumerable.Range(0, queries).ToDictionary(i => $"q{i}", _ => new[] { "a" }),
        Ranked([.. Enumerable.Range(0, queries).Select(i => ($"q{i}", i % 2 == 0 ? new[] { "a" } : ["b"]))]));

    private static SystemFigures Of(Dictionary<string, string[]> judged, Lists lists) =>
        SystemFigures.Of("x", Judged(judged), lists, lists, 10, id => id[0]);

    private static Judgments Judged(Dictionary<string, string[]> judged) => new(judged.ToDictionary(
        q => q.Key, q => (IReadOnlyDictionary<string, double>)q.Value.ToDictionary(id => id, _ => 1.0)));

    private static Dictionary<string, IReadOnlyList<RankedDocument>> Ranked(params (string Query, string[] Ids)[] lists) =>
        lists.ToDictionary(l => l.Query, l =>
            (IReadOnlyList<RankedDocument>)[.. l.Ids.Select((id, i) => new RankedDocument(id, 1f / (i + 1)))]);
}

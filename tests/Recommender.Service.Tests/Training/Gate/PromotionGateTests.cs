using Recommender.Service.Models;
using Recommender.Service.Training.Gate;

namespace Recommender.Service.Tests.Training.Gate;

public class PromotionGateTests
{
    private static readonly ListFigures Usual = new(1000, 0.9, 0.1, 0.01, 0, 60);

    private static readonly ModelComparison Ordinary = new()
    {
        New = Usual, Live = Usual, HasLive = true, LiveVersion = "before", Articles = 1000, LiveArticles = 990, ChangedLists = 0.1,
        HeldOut = new HeldOutComparison(300, 0.9, 0.6, 0.57, 0.63) { Live = 0.6, DifferenceLow = -0.01, DifferenceHigh = 0.01 },
        LiveNdcgThen = 0.61, LiveReachThen = 0.9, Changes = new ArticleChanges(0.01, 0.01, 0.01, 0, 0.01, 0.98),
        Editors = new EditorAgreement(40, 0.7, 0.7),
    };

    public static TheoryData<Measure, Func<ModelComparison, ModelComparison>> Bad { get; } = new()
    {
        { Measure.HeldOutLinks, found =>
            found with { HeldOut = found.HeldOut! with { Ndcg = 0.55, DifferenceLow = -0.07, DifferenceHigh = -0.03 } } },
        { Measure.HeldOutLinks, found => found with { HeldOut = found.HeldOut! with { Ndcg = 0.2, Live = 0.2 } } },
        { Measure.HeldOutLinks, found => found with { HeldOut = found.HeldOut! with { Reach = 0.3 } } },
        { Measure.HeldOutLinks, found => found with { HeldOut = null } },
        { Measure.FewerArticles, found => found with { Articles = 600 } },
        { Measure.Coverage, found => found with { New = Usual with { Coverage = 0.5 } } },
        { Measure.NearDuplicates, found => found with { New = Usual with { NearDuplicates = 0.3 } } },
        { Measure.EmptyBlocks, found => found with { New = Usual with { Empty = 0.4 } } },
        { Measure.DeadLinks, found => found with { New = Usual with { Dead = 0.05 } } },
        { Measure.ChangedLists, found => found with { ChangedLists = 0.9 } },
        { Measure.Age, found => found with { New = Usual with { MedianGapDays = 400 } } },
        { Measure.EditorsJudgments, found => found with { Editors = new EditorAgreement(40, 0.5, 0.7) } },
    };

    [Fact]
    public void A_model_like_the_live_one_passes() => Assert.Empty(PromotionGate.Judge(Ordinary, new GateOptions()).Findings);

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_figure_out_of_bounds_is_the_only_reason_for_refusal(Measure measure, Func<ModelComparison, ModelComparison> change)
    {
        var finding = Assert.Single(PromotionGate.Judge(change(Ordinary), new GateOptions()).Findings);

        Assert.Equal((measure, true), (finding.Measure, finding.Refuses));
    }

    [Fact]
    public void A_worse_figure_within_its_interval_is_accepted() => Assert.Empty(PromotionGate.Judge(
        Ordinary with { HeldOut = Ordinary.HeldOut! with { Ndcg = 0.58, DifferenceLow = -0.05, DifferenceHigh = 0.01 } },
        new GateOptions()).Findings);

    [Fact]
    public void A_first_model_is_checked_against_absolute_bounds_and_only_warned_about_dates()
    {
        var first = Ordinary with { Live = null, LiveVersion = null, LiveArticles = 0, LiveNdcgThen = null,
            Changes = Ordinary.Changes with { SameDate = 1 } };

        var verdict = PromotionGate.Judge(first, new GateOptions());
        Assert.True(verdict.Passed);
        Assert.Equal(Measure.Dates, Assert.Single(verdict.Findings).Measure);
        Assert.False(PromotionGate.Judge(first with { New = Usual with { Empty = 0.5 } }, new GateOptions()).Passed);
    }

    [Fact]
    public void A_small_site_is_only_checked_for_losing_all_articles()
    {
        var few = Ordinary with { Articles = 5, LiveArticles = 9, ChangedLists = 1 };

        Assert.True(PromotionGate.Judge(few, new GateOptions()).Passed);
        Assert.Equal(Measure.NoArticles, Assert.Single(PromotionGate.Judge(few with { Articles = 0 }, new GateOptions()).Findings).Measure);
    }

    [Fact]
    public void A_disabled_gate_accepts_every_model() =>
        Assert.True(PromotionGate.Judge(Ordinary with { Articles = 0 }, new GateOptions { Enabled = false }).Passed);
}

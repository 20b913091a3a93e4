using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Editing.States;
using Recommender.Service.Rules;
using Recommender.Service.Tests.Blocks;
using Recommender.Service.Tests.Rules;
using static Recommender.Service.Tests.Rules.TestRules;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Editing.States;

public class RuleStatesTests
{
    private static readonly SiteSnapshot Site = TestSnapshots.Of(
        Of("page"), Of("a", 1), Of("b", 2), Of("c", 3, "Sport"), Of("far", 600), Of("gone") with { Withdrawn = Now }, Of("tomorrow", -1))
        .WithList("page", [("a", .9f), ("b", .8f), ("c", .7f)]);

    [Fact]
    public void A_rule_with_an_effect_holds()
    {
        Assert.All(
            (Rule[])
            [
                Pin("far", 2).Under("page"), Pin("far", 1), Pin("far", 1).InSection("news"),
                Exclude("a").Under("page"), Exclude("b"), Exclude(RuleSubject.Section, "Sport"),
                Boost("c", 2).InSection("News"), Boost(RuleSubject.Age, "500", .5), NoBlock().Under("a"), Lock("a", "far").Under("page"),
                Present("a").Under("page") with { Label = "New" }, Present() with { Heading = "More" },
            ],
            rule => Assert.Equal(RuleCondition.Holds, State(rule).Condition));
    }

    [Fact]
    public void A_rule_waits_for_its_schedule_or_the_date_of_its_article()
    {
        var scheduled = State(Pin("a", 1) with { Schedule = new RuleSchedule(Now.AddDays(2), null, [], null, null) });
        Assert.Equal((RuleCondition.Waiting, Now.AddDays(2)), (scheduled.Condition, scheduled.Starts));

        var dated = State(Pin("tomorrow", 1));
        Assert.Equal((RuleCondition.Waiting, Now.AddDays(1)), (dated.Condition, dated.Starts));
    }

    [Fact]
    public void A_rule_expires_at_its_end()
    {
        var ended = new RuleSchedule(null, Now, [], null, null);
        Assert.Equal(RuleCondition.Expired, State(Pin("gone", 1) with { Schedule = ended }).Condition);
        Assert.Equal(RuleCondition.Expired, State(Pin("a", 1) with { Removed = true }).Condition);
    }

    [Fact]
    public void A_rule_whose_target_is_withdrawn_or_unknown_is_broken_and_works_again_when_it_returns()
    {
        Assert.All(
            (Rule[])
            [
                Pin("gone", 1), Pin("nobody", 1), Pin("a", 1).Under("gone"), Pin("a", 1).InSection("Nowhere"),
                Pin("a", 1).WithTag("nothing"), Exclude(RuleSubject.Author, "Nobody"), Exclude(RuleSubject.Age, "old"),
                Lock("gone").Under("page"), Lock("a", "gone").Under("page"),
            ],
            rule => Assert.Equal(RuleCondition.Broken, State(rule).Condition));

        var returned = Site.WithCards(2, [ArticleCard.Of(Of("gone"), 2)]);
        Assert.Equal(RuleCondition.Holds, State(returned, Pin("gone", 1)).Condition);
    }

    [Fact]
    public void A_rule_replaced_by_another_is_displaced_and_the_other_is_named()
    {
        var pin = State(
            Pin("b", 1), Pin("far", 1).Under("page"), Pin("far", 1).Under("a"), Pin("far", 1).Under("b"), Pin("a", 1).Under("far"),
            Pin("a", 1).Under("c"));
        Assert.Equal(RuleCondition.Displaced, pin.Condition);
        Assert.Contains("rule ", pin.Words, StringComparison.Ordinal);

        RuleState[] others =
        [
            State(Pin("far", 1).Under("page"), Pin("b", 1).Under("page").ChangedAt(Now.AddMinutes(1))),
            State(Pin("far", 1).Under("page"), Lock("a")),
            State(Lock("a"), NoBlock()),
            State(Pin("a", 2).InSection("News"), Pin("a", 1).Under("page"), Pin("a", 1).Under("b"), Pin("a", 1).Under("far")),
        ];
        Assert.All(others, state => Assert.Equal(RuleCondition.Displaced, state.Condition));
    }

    [Fact]
    public void A_rule_that_changes_nothing_has_no_effect()
    {
        Assert.All(
            (Rule[])
            [
                Exclude("far").Under("page"), Exclude("far"), Boost("far", 3), Boost("a", 1),
                Exclude(RuleSubject.Age, "5000"), Present("far").Under("page") with { Label = "Old" }, Pin("page", 1).Under("page"),
            ],
            rule => Assert.Equal(RuleCondition.NoEffect, State(rule).Condition));
        Assert.Equal(RuleCondition.NoEffect, State(Pin("far", 1), Exclude("far")).Condition);
        Assert.Equal(RuleCondition.Holds, State(Exclude("far").Under("page"), Pin("far", 1)).Condition);
    }

    // The state of the first rule among the others.
    private static RuleState State(params Rule[] rules) => State(Site, rules);

    private static RuleState State(SiteSnapshot site, params Rule[] rules)
    {
        var snapshot = site.WithRules(rules);
        return new RuleStates(snapshot, new BlockOptions(), Now).Of(snapshot.Rules.Rules[0]);
    }
}

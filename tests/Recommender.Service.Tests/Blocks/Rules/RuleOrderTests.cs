using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;
using Recommender.Service.Tests.Rules;
using static Recommender.Service.Tests.Rules.TestRules;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Blocks.Rules;

/// <summary>One example for each rule of the order.</summary>
public class RuleOrderTests
{
    private static readonly SiteSnapshot Site = TestSnapshots.Of(
        Of("page") with { Tags = ["harbour", "court"] },
        Of("a", 1), Of("b", 2) with { Author = "Oda Merrick" }, Of("c", 3, "Sport"), Of("d", 4), Of("e", 5, "Sport"), Of("f", 600),
        Of("gone") with { Withdrawn = Now }, Of("tomorrow", -1), Of("a-again", 7), Of("spanish", 8, language: "es"))
        .WithList("page", [("a", .9f), ("b", .8f), ("c", .7f), ("d", .6f), ("e", .5f), ("f", .4f)], ["a", "a-again"]);

    [Fact]
    public void Without_rules_the_block_is_the_models_list() => Assert.Equal(["a", "b", "c", "d", "e"], Ids(Site));

    [Fact]
    public void A_pin_appears_in_its_slot_as_a_pin_even_if_the_model_did_not_choose_it()
    {
        var block = Build(Site.WithRules(Pin("spanish", 2).Under("page")));

        Assert.Equal(["a", "spanish", "b", "c", "d"], Ids(block));
        Assert.Equal(
            [BlockSource.Model, BlockSource.Pin, BlockSource.Model, BlockSource.Model, BlockSource.Model],
            block.Items.Select(item => item.Source));
        Assert.Null(block.Items[1].Score);
    }

    [Fact]
    public void A_pin_of_an_article_in_the_models_list_moves_it_and_keeps_its_score()
    {
        var block = Build(Site.WithRules(Pin("e", 1).Under("page")));

        Assert.Equal(["e", "a", "b", "c", "d"], Ids(block));
        Assert.Equal(.5f, block.Items[0].Score);
    }

    [Fact]
    public void Rules_apply_without_a_model()
    {
        var site = TestSnapshots.Of(Of("page"), Of("a", 1), Of("b", 2), Of("c", 3)).WithRules(Pin("c", 1).Under("page"), Exclude("a"));

        Assert.Equal(["c"], Ids(site));
        Assert.Equal(["c", "b"], Ids(site, request => request with { Fallback = true }));
    }

    [Fact]
    public void A_pin_applies_to_its_article_section_tag_or_the_whole_site_regardless_of_case()
    {
        Assert.Equal("f", Ids(Site.WithRules(Pin("f", 1).InSection("NEWS")))[0]);
        Assert.Equal("f", Ids(Site.WithRules(Pin("f", 1).WithTag("Court")))[0]);
        Assert.Equal("f", Ids(Site.WithRules(Pin("f", 1)))[0]);
        var upper = ArticleKey.Of("page").ToUpperInvariant();
        Assert.Equal("f", Ids(Site.WithRules(Pin("f", 1) with { Scope = RuleScope.Article, ScopeValue = upper }))[0]);
        Assert.Equal("a", Ids(Site.WithRules(Pin("f", 1).InSection("Sport"), Pin("f", 1).WithTag("tag-a"), Pin("f", 1).Under("a")))[0]);
    }

    [Fact]
    public void Of_two_pins_to_one_slot_the_narrower_wins_and_the_other_gets_the_next_free_slot()
    {
        var block = Build(
            Site.WithRules(
                Pin("f", 1), Pin("e", 1).WithTag("harbour"), Pin("d", 1).InSection("News"), Pin("c", 1).Under("page"), Pin("b", 2)),
            explain: true);

        Assert.Equal(["c", "b", "d", "e", "f"], Ids(block));
        Assert.Equal([null, null, "4", "4", "4"], block.Items.Select(item => item.Rules[0].DisplacedBy?.Id));
    }

    [Fact]
    public void Of_two_pins_of_one_scope_the_one_changed_last_wins()
    {
        var (older, newer) = (Pin("e", 1).Under("page").ChangedAt(Now), Pin("f", 1).Under("page").ChangedAt(Now.AddMinutes(1)));

        Assert.Equal(["f", "e", "a", "b", "c"], Ids(Site.WithRules(older, newer)));
        Assert.Equal(["f", "e", "a", "b", "c"], Ids(Site.WithRules(newer, older)));
    }

    [Fact]
    public void A_displaced_pin_moves_up_if_there_is_no_slot_below_and_is_reported_if_there_is_none_at_all()
    {
        Assert.Equal(["a", "b", "c", "f", "e"], Ids(Site.WithRules(Pin("e", 5).Under("page"), Pin("f", 5))));

        var block = Build(Site.WithRules(Pin("e", 1).Under("page"), Pin("f", 1)), request => request with { Limit = 1 }, explain: true);
        Assert.Equal(["e"], Ids(block));
        var left = Assert.Single(block.LeftOut);
        Assert.Equal(("f", LeftOutReason.NoSlot, "2"), (left.Card.SourceId, left.Reason, left.WantedBy?.Id));
    }

    [Fact]
    public void A_pin_beyond_the_end_of_the_block_is_ignored()
    {
        Assert.Equal(["a", "b"], Ids(Site.WithRules(Pin("f", 3)), request => request with { Limit = 2 }));
        Assert.Equal(["a", "f"], Ids(Site.WithRules(Pin("f", 3), Pin("f", 2)), request => request with { Limit = 2 }));
    }

    [Fact]
    public void A_pin_in_a_block_that_is_too_short_is_at_its_end()
    {
        var site = TestSnapshots.Of(Of("page"), Of("a", 1), Of("pinned", 2)).WithList("page", [("a", .9f)]).WithRules(Pin("pinned", 5));

        Assert.Equal(["a", "pinned"], Ids(site));
    }

    [Fact]
    public void Pins_are_exempt_from_the_settings_of_the_block_but_not_from_the_removal_of_duplicates()
    {
        var options = new BlockOptions { MaxAgeDays = 30, MinimumScore = .65, MaxPerSection = 1 };
        Assert.Equal(["f", "spanish", "d", "a", "c"], Ids(Site.WithRules(Pin("f", 1), Pin("spanish", 2), Pin("d", 3)), options: options));
        Assert.Equal(["b", "a-again", "c", "d", "e"], Ids(Site.WithRules(Pin("a-again", 2))));
        Assert.Equal(["a", "b", "c", "d", "e"], Ids(Site.WithRules(Pin("page", 1))));
        Assert.Equal(["b", "c", "a", "d", "e"], Ids(Site.WithRules(Pin("a-again", 1), Pin("a", 3).Under("page"))));
    }

    [Fact]
    public void An_article_linked_in_the_text_can_be_pinned()
    {
        var site = TestSnapshots.Of(Of("page"), Of("linked"), Of("a"))
            .WithLists(new() { ["page"] = [("linked", .9f), ("a", .5f)] }, [], new() { ["page"] = ["linked"] });

        Assert.Equal(["linked", "a"], Ids(site.WithRules(Pin("linked", 1))));
    }

    [Fact]
    public void An_exclusion_overrides_a_pin_of_any_scope_and_the_slot_is_filled()
    {
        var block = Build(Site.WithRules(Pin("f", 1).Under("page"), Exclude("f")), explain: true);

        Assert.Equal(["a", "b", "c", "d", "e"], Ids(block));
        Assert.Contains(
            block.LeftOut, left => left is { Card.SourceId: "f", Reason: LeftOutReason.Excluded, By.Id: "2", WantedBy.Id: "1" });
    }

    [Fact]
    public void Pins_of_withdrawn_and_future_articles_leave_their_slots_until_the_articles_are_public()
    {
        var site = Site.WithRules(Pin("gone", 1), Pin("tomorrow", 2));

        Assert.Equal(["a", "b", "c", "d", "e"], Ids(site));
        Assert.Equal(["a", "tomorrow", "b", "c", "d"], Ids(site, now: Now.AddDays(2)));
        Assert.Equal(["gone", "a", "b", "c", "d"], Ids(site.WithCards(2, [ArticleCard.Of(Of("gone"), 2)])));
    }

    [Fact]
    public void A_pin_does_not_override_the_filters_of_a_request()
    {
        var site = Site.WithRules(Pin("f", 1), Pin("c", 2));

        Assert.Equal(["a", "c", "b", "d", "e"], Ids(site, request => request with { Excluded = [site.Articles.FindBySourceId("f")] }));
        Assert.Equal(["e", "c"], Ids(site, request => request with { Sections = ["sport"] }));
    }

    [Theory]
    [InlineData(RuleSubject.Article, "d", "a b c e f")]
    [InlineData(RuleSubject.Section, "SPORT", "a b d f")]
    [InlineData(RuleSubject.Tag, "Tag-B", "a c d e f")]
    [InlineData(RuleSubject.Author, "oda merrick", "a c d e f")]
    [InlineData(RuleSubject.Age, "100", "a b c d e")]
    [InlineData(RuleSubject.Age, "-2", "c d e f")]
    public void An_exclusion_removes_an_article_a_section_a_tag_an_author_or_an_age(RuleSubject subject, string value, string left)
    {
        var rule = Exclude(subject, subject == RuleSubject.Article ? ArticleKey.Of(value) : value);

        Assert.Equal(left.Split(' '), Ids(Site.WithRules(rule)));
        Assert.Equal(left.Split(' '), Ids(Site.WithRules(rule.InSection("News"))));
        Assert.Equal(["a", "b", "c", "d", "e"], Ids(Site.WithRules(rule.InSection("Sport"))));
        // The fill leaves it out as well.
        var excluded = Ids(Site, request => request with { Limit = 50 }).Except(left.Split(' '));
        Assert.Empty(Ids(Site.WithRules(rule), request => request with { Limit = 50, Fallback = true }).Intersect(excluded));
    }

    [Fact]
    public void Excluding_one_version_of_a_story_keeps_the_other()
    {
        var site = TestSnapshots.Of(Of("page"), Of("a"), Of("a-again")).WithList("page", [("a", .9f), ("a-again", .8f)], ["a", "a-again"]);

        Assert.Equal(["a-again"], Ids(site.WithRules(Exclude("a"))));
    }

    [Fact]
    public void Boosting_and_burying_change_the_order_but_not_the_displayed_score()
    {
        var block = Build(Site.WithRules(Boost("e", 2), Boost(RuleSubject.Section, "sport", 2), Boost("a", .1), Boost("b", 0)));

        Assert.Equal(["e", "c", "d", "f", "a"], Ids(block));
        Assert.Equal([.5f, .7f, .6f, .4f, .9f], block.Items.Select(item => item.Score));
    }

    [Fact]
    public void A_completely_buried_article_still_fills_a_block_that_has_nothing_else() =>
        Assert.Equal(["a", "c", "d", "e", "f", "b"], Ids(Site.WithRules(Boost("b", 0)), request => request with { Limit = 50 }));

    [Fact]
    public void A_locked_block_contains_the_visible_articles_of_its_lock_neither_filled_nor_truncated()
    {
        var site = Site.WithRules(
            Lock("f", "gone", "a", "a-again", "d", "spanish", "f", "b").Under("page"), Pin("e", 1), Exclude("d"), Boost("b", 9));

        var block = Build(site, request => request with { Limit = 3, Fallback = true }, explain: true);

        Assert.Equal(["f", "a", "a-again", "spanish", "b"], Ids(block));
        Assert.All(block.Items, item => Assert.Equal(BlockSource.Lock, item.Source));
        Assert.Equal(
            [("gone", LeftOutReason.NotPublic), ("d", LeftOutReason.Excluded), ("f", LeftOutReason.Duplicate)],
            block.LeftOut.Select(left => (left.Card.SourceId, left.Reason)));
    }

    [Fact]
    public void The_narrower_lock_wins() =>
        Assert.Equal(["c"], Ids(Site.WithRules(Lock("a"), Lock("b").InSection("News"), Lock("c").Under("page"))));

    [Fact]
    public void A_no_block_rule_empties_the_block_and_is_named()
    {
        var block = Build(Site.WithRules(Lock("a").Under("page"), NoBlock().WithTag("court")), request => request with { Fallback = true });

        Assert.Empty(block.Items);
        Assert.Equal("2", block.NoBlock?.Id);
        Assert.Null(Build(Site.WithRules(NoBlock().WithTag("tag-a"))).NoBlock);
    }

    [Fact]
    public void Each_part_of_the_presentation_comes_from_the_narrowest_rule_that_sets_it()
    {
        var site = Site.WithRules(
            Present("a") with { Title = "For all", Label = "Explainer" },
            Present("a").Under("page") with { Title = "For this page" },
            Present() with { Heading = "More", Language = "en", DateFormat = "d MMM" },
            Present().InSection("News") with { Heading = "More news" });

        var block = Build(site);

        var first = block.Items[0];
        Assert.Equal(("For this page", "Explainer", null), (first.Title, first.Presentation?.Label, first.Presentation?.Image));
        Assert.Equal("Title of a", first.Card.Title);
        Assert.Equal("Title of b", block.Items[1].Title);
        Assert.Equal(new BlockPresentation("More news", "en", "d MMM"), block.Presentation);
    }

    [Fact]
    public void An_explanation_lists_the_rules_of_each_article_and_what_a_pin_displaced()
    {
        var block = Build(
            Site.WithRules(Pin("f", 2), Boost("b", 2), Exclude("c"), Exclude("gone"), Present("b") with { Label = "Read" }),
            explain: true);

        Assert.Equal(["b", "f", "a", "d", "e"], Ids(block));
        Assert.Equal([["2", "5"], ["1"], [], [], []], block.Items.Select(item => item.Rules.Select(touch => touch.Rule.Id).ToArray()));
        Assert.Empty(block.Items[1].Rules[0].Displaced);
        Assert.Equal(["c"], block.LeftOut.Select(left => left.Card.SourceId));

        var shorter = Build(Site.WithRules(Pin("f", 2)), request => request with { Limit = 2 }, explain: true);
        Assert.Equal(["b"], Assert.Single(shorter.Items[1].Rules).Displaced.Select(card => card.SourceId));
        var unexplained = Build(Site.WithRules(Pin("f", 2))).Items;
        Assert.NotEmpty(unexplained);
        Assert.All(unexplained, item => Assert.Empty(item.Rules));
    }

    [Fact]
    public void Only_rules_of_the_whole_site_apply_to_an_unknown_page()
    {
        var site = Site.WithRules(Pin("f", 1), Pin("e", 2).InSection("News"), Exclude("a"));

        Assert.Equal(["f", "b", "c"], Ids(site, request => request with { Article = -1, Fallback = true, Limit = 3 }));
    }

    private static Block Build(
        SiteSnapshot site, Func<BlockRequest, BlockRequest>? change = null, bool explain = false, BlockOptions? options = null,
        DateTimeOffset? now = null)
    {
        var request = new BlockRequest { Article = site.Articles.FindBySourceId("page"), Limit = 5, Explain = explain };
        return new BlockBuilder(site, change?.Invoke(request) ?? request, options ?? new BlockOptions(), now ?? Now).Build();
    }

    private static string[] Ids(
        SiteSnapshot site, Func<BlockRequest, BlockRequest>? change = null, BlockOptions? options = null, DateTimeOffset? now = null) =>
        Ids(Build(site, change, false, options, now));

    private static string[] Ids(Block block) => [.. block.Items.Select(item => item.Card.SourceId)];
}

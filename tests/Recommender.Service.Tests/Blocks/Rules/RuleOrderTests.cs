using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;
using Recommender.Service.Tests.Rules;
using static Recommender.Service.Tests.Rules.TestRules;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Blocks.Rules;

/// <summary>Each rule of the order by an example that a reader can check.</summary>
public class RuleOrderTests
{
    private static readonly SiteSnapshot Site = TestSnapshots.Of(
        Of("page") with { Tags = ["harbour", "court"] }, Of("a", 1), Of("b", 2) with { Author = "Oda Merrick" }, Of("c", 3, "Sport"), Of("d", 4), Of("e", 5, "Sport"),
        Of("f", 600), Of("gone") with { Withdrawn = Now }, Of("tomorrow", -1), Of("a-again", 7), Of("spanish", 8, language: "es"))
        .WithList("page", [("a", .9f), ("b", .8f), ("c", .7f), ("d", .6f), ("e", .5f), ("f", .4f)], ["a", "a-again"]);

    [Fact]
    public void Without_rules_it_is_the_models_list() => Assert.Equal(["a", "b", "c", "d", "e"], Ids(Site));

    [Fact]
    public void A_pin_stands_in_its_slot_and_says_so_though_the_model_never_picked_it()
    {
        var block = Build(Site.WithRules(Pin("spanish", 2).Under("page")));

        Assert.Equal(["a", "spanish", "b", "c", "d"], Ids(block));
        Assert.Equal([BlockSource.Model, BlockSource.Pin, BlockSource.Model, BlockSource.Model, BlockSource.Model], block.Items.Select(item => item.Source));
        Assert.Null(block.Items[1].Score);
    }

    [Fact]
    public void A_pin_of_what_the_model_picked_moves_it_and_keeps_its_score()
    {
        var block = Build(Site.WithRules(Pin("e", 1).Under("page")));

        Assert.Equal(["e", "a", "b", "c", "d"], Ids(block));
        Assert.Equal(.5f, block.Items[0].Score);
    }

    [Fact]
    public void Rules_hold_without_a_model()
    {
        var site = TestSnapshots.Of(Of("page"), Of("a", 1), Of("b", 2), Of("c", 3)).WithRules(Pin("c", 1).Under("page"), Exclude("a"));

        Assert.Equal(["c"], Ids(site));
        Assert.Equal(["c", "b"], Ids(site, request => request with { Fallback = true }));
    }

    [Fact]
    public void Pins_are_for_their_article_section_tag_or_the_whole_site_in_any_case()
    {
        Assert.Equal("f", Ids(Site.WithRules(Pin("f", 1).InSection("NEWS")))[0]);
        Assert.Equal("f", Ids(Site.WithRules(Pin("f", 1).WithTag("Court")))[0]);
        Assert.Equal("f", Ids(Site.WithRules(Pin("f", 1)))[0]);
        Assert.Equal("f", Ids(Site.WithRules(Pin("f", 1) with { Scope = RuleScope.Article, ScopeValue = ArticleKey.Of("page").ToUpperInvariant() }))[0]);
        Assert.Equal("a", Ids(Site.WithRules(Pin("f", 1).InSection("Sport"), Pin("f", 1).WithTag("tag-a"), Pin("f", 1).Under("a")))[0]);
    }

    [Fact]
    public void Of_two_pins_on_one_slot_the_narrower_stands_and_the_other_takes_the_next_free_one()
    {
        var block = Build(Site.WithRules(
            Pin("f", 1), Pin("e", 1).WithTag("harbour"), Pin("d", 1).InSection("News"), Pin("c", 1).Under("page"), Pin("b", 2)), explain: true);

        Assert.Equal(["c", "b", "d", "e", "f"], Ids(block));
        Assert.Equal([null, null, "4", "4", "4"], block.Items.Select(item => item.Rules[0].DisplacedBy?.Id));
    }

    [Fact]
    public void Of_two_pins_of_one_scope_the_one_changed_last_stands()
    {
        var (older, newer) = (Pin("e", 1).Under("page").ChangedAt(Now), Pin("f", 1).Under("page").ChangedAt(Now.AddMinutes(1)));

        Assert.Equal(["f", "e", "a", "b", "c"], Ids(Site.WithRules(older, newer)));
        Assert.Equal(["f", "e", "a", "b", "c"], Ids(Site.WithRules(newer, older)));
    }

    [Fact]
    public void A_displaced_pin_goes_up_where_there_is_no_place_behind_and_is_told_where_there_is_none_at_all()
    {
        Assert.Equal(["a", "b", "c", "f", "e"], Ids(Site.WithRules(Pin("e", 5).Under("page"), Pin("f", 5))));

        var block = Build(Site.WithRules(Pin("e", 1).Under("page"), Pin("f", 1)), request => request with { Limit = 1 }, explain: true);
        Assert.Equal(["e"], Ids(block));
        var left = Assert.Single(block.LeftOut);
        Assert.Equal(("f", LeftOutReason.NoSlot, "2"), (left.Card.SourceId, left.Reason, left.WantedBy?.Id));
    }

    [Fact]
    public void A_pin_behind_the_end_of_the_block_does_not_count()
    {
        Assert.Equal(["a", "b"], Ids(Site.WithRules(Pin("f", 3)), request => request with { Limit = 2 }));
        Assert.Equal(["a", "f"], Ids(Site.WithRules(Pin("f", 3), Pin("f", 2)), request => request with { Limit = 2 }));
    }

    [Fact]
    public void A_pin_in_a_block_that_is_too_short_stands_at_its_end()
    {
        var site = TestSnapshots.Of(Of("page"), Of("a", 1), Of("pinned", 2)).WithList("page", [("a", .9f)]).WithRules(Pin("pinned", 5));

        Assert.Equal(["a", "pinned"], Ids(site));
    }

    [Fact]
    public void Pins_are_exempt_from_the_settings_of_the_block_and_not_from_duplicates()
    {
        var options = new BlockOptions { MaxAgeDays = 30, MinimumScore = .65, MaxPerSection = 1 };
        Assert.Equal(["f", "spanish", "d", "a", "c"], Ids(Site.WithRules(Pin("f", 1), Pin("spanish", 2), Pin("d", 3)), options: options));
        Assert.Equal(["b", "a-again", "c", "d", "e"], Ids(Site.WithRules(Pin("a-again", 2))));
        Assert.Equal(["a", "b", "c", "d", "e"], Ids(Site.WithRules(Pin("page", 1))));
        Assert.Equal(["b", "c", "a", "d", "e"], Ids(Site.WithRules(Pin("a-again", 1), Pin("a", 3).Under("page"))));
    }

    [Fact]
    public void What_the_text_links_to_may_be_pinned()
    {
        var site = TestSnapshots.Of(Of("page"), Of("linked"), Of("a"))
            .WithLists(new() { ["page"] = [("linked", .9f), ("a", .5f)] }, [], new() { ["page"] = ["linked"] });

        Assert.Equal(["linked", "a"], Ids(site.WithRules(Pin("linked", 1))));
    }

    [Fact]
    public void Exclude_beats_pin_whatever_its_scope_and_the_slot_is_filled()
    {
        var block = Build(Site.WithRules(Pin("f", 1).Under("page"), Exclude("f")), explain: true);

        Assert.Equal(["a", "b", "c", "d", "e"], Ids(block));
        Assert.Contains(block.LeftOut, left => left is { Card.SourceId: "f", Reason: LeftOutReason.Excluded, By.Id: "2", WantedBy.Id: "1" });
    }

    [Fact]
    public void A_withdrawn_pin_and_one_dated_in_the_future_leave_their_slots_until_they_stand()
    {
        var site = Site.WithRules(Pin("gone", 1), Pin("tomorrow", 2));

        Assert.Equal(["a", "b", "c", "d", "e"], Ids(site));
        Assert.Equal(["a", "tomorrow", "b", "c", "d"], Ids(site, now: Now.AddDays(2)));
        Assert.Equal(["gone", "a", "b", "c", "d"], Ids(site.WithCards(2, [ArticleCard.Of(Of("gone"), 2)])));
    }

    [Fact]
    public void What_the_page_shows_already_and_what_it_does_not_ask_for_no_pin_brings_back()
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
    public void Exclude_leaves_out_an_article_a_section_a_tag_an_author_or_an_age(RuleSubject subject, string value, string left)
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
    public void Excluding_one_telling_of_a_story_leaves_the_other()
    {
        var site = TestSnapshots.Of(Of("page"), Of("a"), Of("a-again")).WithList("page", [("a", .9f), ("a-again", .8f)], ["a", "a-again"]);

        Assert.Equal(["a-again"], Ids(site.WithRules(Exclude("a"))));
    }

    [Fact]
    public void Boost_and_bury_change_the_order_and_never_the_score_that_is_shown()
    {
        var block = Build(Site.WithRules(Boost("e", 2), Boost(RuleSubject.Section, "sport", 2), Boost("a", .1), Boost("b", 0)));

        Assert.Equal(["e", "c", "d", "f", "a"], Ids(block));
        Assert.Equal([.5f, .7f, .6f, .4f, .9f], block.Items.Select(item => item.Score));
    }

    [Fact]
    public void What_is_buried_altogether_still_fills_a_block_that_has_nothing_else() =>
        Assert.Equal(["a", "c", "d", "e", "f", "b"], Ids(Site.WithRules(Boost("b", 0)), request => request with { Limit = 50 }));

    [Fact]
    public void A_locked_block_holds_what_stands_of_its_lock_in_its_order_neither_filled_nor_cut()
    {
        var site = Site.WithRules(Lock("f", "gone", "a", "a-again", "d", "spanish", "f", "b").Under("page"), Pin("e", 1), Exclude("d"), Boost("b", 9));

        var block = Build(site, request => request with { Limit = 3, Fallback = true }, explain: true);

        Assert.Equal(["f", "a", "a-again", "spanish", "b"], Ids(block));
        Assert.All(block.Items, item => Assert.Equal(BlockSource.Lock, item.Source));
        Assert.Equal(
            [("gone", LeftOutReason.NotPublic), ("d", LeftOutReason.Excluded), ("f", LeftOutReason.Duplicate)],
            block.LeftOut.Select(left => (left.Card.SourceId, left.Reason)));
    }

    [Fact]
    public void The_narrower_lock_holds() => Assert.Equal(["c"], Ids(Site.WithRules(Lock("a"), Lock("b").InSection("News"), Lock("c").Under("page"))));

    [Fact]
    public void No_block_gives_none_and_says_by_which_rule()
    {
        var block = Build(Site.WithRules(Lock("a").Under("page"), NoBlock().WithTag("court")), request => request with { Fallback = true });

        Assert.Empty(block.Items);
        Assert.Equal("2", block.NoBlock?.Id);
        Assert.Null(Build(Site.WithRules(NoBlock().WithTag("tag-a"))).NoBlock);
    }

    [Fact]
    public void A_pick_and_a_block_are_shown_as_the_narrowest_rule_says_of_each_part()
    {
        var site = Site.WithRules(
            Present("a") with { Title = "For all", Label = "Explainer" },
            Present("a").Under("page") with { Title = "For this page" },
            Present() with { Heading = "More", Language = "en", DateFormat = "d MMM" },
            Present().InSection("News") with { Heading = "More news" });

        var block = Build(site);

        Assert.Equal(("For this page", "Explainer", null), (block.Items[0].Title, block.Items[0].Presentation?.Label, block.Items[0].Presentation?.Image));
        Assert.Equal("Title of a", block.Items[0].Card.Title);
        Assert.Equal("Title of b", block.Items[1].Title);
        Assert.Equal(new BlockPresentation("More news", "en", "d MMM"), block.Presentation);
    }

    [Fact]
    public void Explain_tells_which_rules_touched_an_article_and_what_a_pin_displaced()
    {
        var block = Build(Site.WithRules(Pin("f", 2), Boost("b", 2), Exclude("c"), Exclude("gone"), Present("b") with { Label = "Read" }), explain: true);

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
    public void An_unknown_page_has_the_rules_of_the_whole_site_only()
    {
        var site = Site.WithRules(Pin("f", 1), Pin("e", 2).InSection("News"), Exclude("a"));

        Assert.Equal(["f", "b", "c"], Ids(site, request => request with { Article = -1, Fallback = true, Limit = 3 }));
    }

    private static Block Build(SiteSnapshot site, Func<BlockRequest, BlockRequest>? change = null, bool explain = false, BlockOptions? options = null, DateTimeOffset? now = null)
    {
        var request = new BlockRequest { Article = site.Articles.FindBySourceId("page"), Limit = 5, Explain = explain };
        return new BlockBuilder(site, change?.Invoke(request) ?? request, options ?? new BlockOptions(), now ?? Now).Build();
    }

    private static string[] Ids(SiteSnapshot site, Func<BlockRequest, BlockRequest>? change = null, BlockOptions? options = null, DateTimeOffset? now = null) =>
        Ids(Build(site, change, false, options, now));

    private static string[] Ids(Block block) => [.. block.Items.Select(item => item.Card.SourceId)];
}

using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Blocks;

public class BlockBuilderTests
{
    [Fact]
    public void The_block_follows_the_list_and_is_cut_at_the_limit()
    {
        var snapshot = TestSnapshots.Of(Of("page"), Of("a"), Of("b"), Of("c")).WithList("page", [("c", .9f), ("a", .5f), ("b", .2f)]);

        Assert.Equal(["c", "a"], Block(snapshot, limit: 2));
    }

    [Fact]
    public void Ties_are_broken_by_date_then_by_key()
    {
        var (early, late) = (Of("early", daysAgo: 20), Of("late", daysAgo: 1));
        var twins = new[] { Of("twin-1", daysAgo: 5), Of("twin-2", daysAgo: 5) }.OrderBy(article => article.Key, StringComparer.Ordinal)
            .ToArray();
        var snapshot = TestSnapshots.Of([Of("page"), early, .. twins, late])
            .WithList("page", [("early", .5f), (twins[1].SourceId, .5f), (twins[0].SourceId, .5f), ("late", .5f)]);

        Assert.Equal(["late", twins[0].SourceId, twins[1].SourceId, "early"], Block(snapshot));
    }

    [Fact]
    public void Withdrawn_and_future_articles_never_appear()
    {
        var snapshot = TestSnapshots.Of(Of("page"), Of("gone") with { Withdrawn = Now }, Of("tomorrow", daysAgo: -1), Of("a"))
            .WithList("page", [("gone", .9f), ("tomorrow", .8f), ("a", .1f)]);

        Assert.Equal(["a"], Block(snapshot, fallback: true));
    }

    [Fact]
    public void A_future_article_appears_at_its_publication_date()
    {
        var snapshot = TestSnapshots.Of(Of("page"), Of("tomorrow", daysAgo: -1)).WithList("page", [("tomorrow", .8f)]);

        Assert.Equal(["tomorrow"], Block(snapshot, now: Now.AddDays(1)));
    }

    [Fact]
    public void Articles_in_another_language_appear_only_if_allowed()
    {
        var snapshot = TestSnapshots.Of(Of("page"), Of("spanish", language: "es"), Of("unknown") with { Language = null })
            .WithList("page", [("spanish", .9f), ("unknown", .5f)]);

        Assert.Equal(["unknown"], Block(snapshot, fallback: true));
        Assert.Equal(["spanish", "unknown"], Block(snapshot, options: new BlockOptions { OtherLanguages = true }));
    }

    [Fact]
    public void A_story_appears_neither_twice_nor_below_itself()
    {
        var snapshot = TestSnapshots.Of(Of("page"), Of("page-again"), Of("a"), Of("a-again"), Of("b"))
            .WithList("page", [("page-again", .99f), ("a-again", .9f), ("a", .8f), ("b", .7f)], ["page", "page-again"], ["a", "a-again"]);

        Assert.Equal(["a-again", "b"], Block(snapshot, fallback: true));
    }

    [Fact]
    public void Articles_already_on_the_page_are_excluded_with_their_duplicates()
    {
        var snapshot = TestSnapshots.Of(Of("page"), Of("a"), Of("a-again"), Of("b"))
            .WithList("page", [("a", .9f), ("a-again", .8f), ("b", .7f)], ["a", "a-again"]);

        Assert.Equal(["b"], Block(snapshot, excluded: "a"));
    }

    [Fact]
    public void Filters_by_section_tag_and_date_also_apply_to_the_fallback()
    {
        var undated = Of("undated") with { Published = null };
        var snapshot = TestSnapshots.Of(Of("page"), Of("news", 5), Of("sport", 6, "Sport"), Of("old", 400), undated)
            .WithList("page", [("news", .9f), ("sport", .8f), ("old", .7f), ("undated", .6f)]);

        Assert.Equal(["sport"], Block(snapshot, request => request with { Sections = ["SPORT"], Fallback = true }));
        Assert.Equal(["old"], Block(snapshot, request => request with { Tags = ["Tag-old"], Fallback = true }));
        Assert.Equal(["news", "sport"], Block(snapshot, request => request with { From = Now.AddDays(-30).UtcDateTime, Fallback = true }));
        Assert.Equal(["old"], Block(snapshot, request => request with { Before = Now.AddDays(-30).UtcDateTime, Fallback = true }));
    }

    [Fact]
    public void The_fallback_starts_with_the_section_and_is_marked()
    {
        var snapshot = TestSnapshots.Of(Of("page", section: "Sport"),
            Of("a", 3, "News"), Of("b", 30, "Sport"), Of("c", 1, "News"), Of("d", 20, "Sport"))
            .WithList("page", [("a", .4f)]);

        var items = new BlockBuilder(snapshot, Request(snapshot) with { Fallback = true }, new BlockOptions(), Now).Build().Items;

        Assert.Equal(["a", "d", "b", "c"], items.Select(item => item.Card.SourceId));
        Assert.Equal([BlockSource.Model, BlockSource.Fallback, BlockSource.Fallback, BlockSource.Fallback],
            items.Select(item => item.Source));
        Assert.All(items.Skip(1), item => Assert.Null(item.Score));
    }

    [Fact]
    public void A_document_missing_from_the_store_is_skipped()
    {
        var trained = TestSnapshots.Of(Of("page"), Of("elsewhere"), Of("a")).WithList("page", [("elsewhere", .9f), ("a", .5f)]);
        var snapshot = TestSnapshots.Of(Of("page"), Of("a")).WithModel("v1", trained.Model, null);

        Assert.Equal(["a"], Block(snapshot));
    }

    [Fact]
    public void Articles_linked_in_the_text_are_excluded_unless_configured()
    {
        var snapshot = TestSnapshots.Of(Of("page"), Of("linked"), Of("a"))
            .WithLists(new() { ["page"] = [("linked", .9f), ("a", .5f)] }, [], new() { ["page"] = ["linked"] });

        Assert.Equal(["a"], Block(snapshot, fallback: true));
        Assert.Equal(["linked", "a"], Block(snapshot, options: new BlockOptions { AlreadyLinked = true }));
    }

    [Fact]
    public void The_newest_of_the_section_replace_articles_below_the_minimum_score()
    {
        var snapshot = TestSnapshots.Of(
            Of("page", section: "Sport"), Of("good"), Of("weak"), Of("sport-old", 8, "Sport"), Of("sport-new", 2, "Sport"), Of("newest", 1))
            .WithList("page", [("good", .6f), ("weak", .1f)]);

        var items = new BlockBuilder(snapshot, Request(snapshot), new BlockOptions { MinimumScore = .3 }, Now).Build().Items;

        Assert.Equal(["good", "sport-new", "sport-old"], items.Select(item => item.Card.SourceId));
        Assert.Equal([BlockSource.Model, BlockSource.Fallback, BlockSource.Fallback], items.Select(item => item.Source));
        Assert.Equal(["good", "sport-new", "sport-old", "newest", "weak"],
            Block(snapshot, fallback: true, options: new BlockOptions { MinimumScore = .3 }));
    }

    [Fact]
    public void A_running_story_is_limited_if_others_score_well_enough()
    {
        // Each of the story's articles has the others first in its list, which is long enough to separate near from far.
        string[] story = ["s1", "s2", "s3", "s4"];
        var others = Enumerable.Range(0, 30).Select(i => $"o{i}").ToArray();
        var lists =
            story.ToDictionary(id => id, id => story.Where(s => s != id).Concat(others).Select((s, i) => (s, .9f - i * .01f)).ToArray());
        lists["page"] = [("s1", .9f), ("s2", .85f), ("s3", .8f), ("s4", .75f), ("o1", .7f), ("o2", .6f), ("o3", .3f)];
        var snapshot = TestSnapshots.Of([Of("page"), .. story.Select(id => Of(id)), .. others.Select(id => Of(id))])
            .WithLists(lists, [], []);

        Assert.Equal(["s1", "s2", "o1", "o2", "s3"], Block(snapshot, options: new BlockOptions { MaxPerStory = 2 }));
        Assert.Equal(["s1", "s2", "s3", "s4", "o1"], Block(snapshot, options: new BlockOptions { MaxPerStory = 0 }));
    }

    [Fact]
    public void A_section_is_limited_unless_nothing_else_is_left()
    {
        var snapshot = TestSnapshots.Of(Of("page"), Of("a"), Of("b"), Of("c"), Of("sport", section: "Sport"))
            .WithList("page", [("a", .9f), ("b", .8f), ("c", .7f), ("sport", .6f)]);

        Assert.Equal(["a", "sport", "b", "c"], Block(snapshot, options: new BlockOptions { MaxPerSection = 1 }));
    }

    [Fact]
    public void Age_lowers_the_position_but_not_the_score_and_evergreen_sections_do_not_age()
    {
        var snapshot = TestSnapshots.Of(
            Of("page", 40), Of("old", 400), Of("ancient", 40_000),
            Of("older-guide", 3000, "Guides"), Of("new", 2), Of("undated") with { Published = null })
            .WithList("page", [("old", .9f), ("undated", .85f), ("ancient", .8f), ("older-guide", .7f), ("new", .6f)]);
        var options = new BlockOptions { HalfLifeDays = 30, EvergreenSections = { "guides" } };

        Assert.Equal(["older-guide", "new", "old", "ancient", "undated"], Block(snapshot, options: options));
        Assert.Equal(.9f, new BlockBuilder(snapshot, Request(snapshot), options, Now).Build().Items[2].Score);
        Assert.Equal(["older-guide", "new"],
            Block(snapshot, fallback: true, options: new BlockOptions { MaxAgeDays = 30, EvergreenSections = { "guides" } }).Take(2));
    }

    private static BlockRequest Request(SiteSnapshot snapshot) => new() { Article = snapshot.Articles.FindBySourceId("page"), Limit = 5 };

    private static string[] Block(SiteSnapshot snapshot,
        Func<BlockRequest, BlockRequest> change, BlockOptions? options = null, DateTimeOffset? now = null) =>
        [.. new BlockBuilder(snapshot, change(Request(snapshot)), options ?? new BlockOptions(), now ?? Now)
            .Build().Items.Select(item => item.Card.SourceId)];

    private static string[] Block(
        SiteSnapshot snapshot, int limit = 5, bool fallback = false,
        string? excluded = null, BlockOptions? options = null, DateTimeOffset? now = null) =>
        Block(snapshot, request => request with
        {
            Limit = limit, Fallback = fallback, Excluded = excluded is null ? [] : [snapshot.Articles.FindBySourceId(excluded)],
        }, options, now);
}

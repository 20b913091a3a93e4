using Recommender.Engine.Encoding;
using Recommender.Engine.GroundTruth;
using Xunit;

namespace Recommender.Engine.Tests.GroundTruth;

public sealed class LinkSplitTests
{
    [Fact]
    public void The_judgments_of_a_query_are_the_earlier_articles_it_links_to()
    {
        Assert.Equal([0], Pairs(At(1), At(2).LinkingTo("1"))[1]);
    }

    [Fact]
    public void A_link_to_a_later_article_is_not_a_judgment()
    {
        Assert.Empty(Pairs(At(1).LinkingTo("2"), At(2)));
    }

    [Fact]
    public void Dates_are_compared_as_UTC_days()
    {
        // 20:00 in New York on the 1st is the 2nd in UTC, the same day as an article at 23:00.
        var query = At(1) with { Published = Newsroom.At("2020-01-01T20:00-05:00") };
        var later = At(2) with { Published = Newsroom.At("2020-01-02T23:00Z") };
        Assert.Equal([1], Pairs(query.LinkingTo("2"), later)[0]);
        Assert.Empty(Pairs(query.LinkingTo("2"), later with { Published = Newsroom.At("2020-01-03T00:00Z") }));
    }

    [Fact]
    public void An_undated_article_is_a_candidate_of_every_query()
    {
        Assert.Equal([1], Pairs(At(1).LinkingTo("2"), At(2) with { Published = null })[0]);
    }

    [Fact]
    public void Self_links_and_unknown_links_do_not_count_and_repeated_links_count_once()
    {
        Assert.Equal([0], Pairs(At(1), At(2).LinkingTo("2", "stranger", "1", "1"))[1]);
    }

    [Theory]
    [InlineData(25, true)]
    [InlineData(26, false)]
    public void A_target_of_more_than_25_articles_is_not_a_judgment(int links, bool judged)
    {
        var pairs = Pairs([At(1), .. Enumerable.Range(2, links).Select(i => At(i).LinkingTo("1"))]);
        Assert.Equal(judged ? links : 0, pairs.Count);
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(11, 0)]
    public void An_article_with_more_than_ten_links_is_not_a_query(int links, int queries)
    {
        Document[] targets = [.. Enumerable.Range(1, links).Select(At)];
        Assert.Equal(queries, Pairs([.. targets, At(20).LinkingTo([.. targets.Select(t => t.Id)])]).Count);
    }

    [Theory]
    [InlineData("Weekly news from the harbour", 0)]
    [InlineData("A ROUNDUP of ferries", 0)]
    [InlineData("Round-up", 0)]
    [InlineData("This Week in ferries", 0)]
    [InlineData("Links for Monday", 0)]
    [InlineData("Our newsletter", 0)]
    [InlineData("The ferry is back", 1)]
    public void A_round_up_is_not_a_query(string title, int queries)
    {
        Assert.Equal(queries, Pairs(At(1), At(2).LinkingTo("1") with { Title = title }).Count);
    }

    [Fact]
    public void The_newest_thirty_percent_of_the_articles_with_links_are_held_out()
    {
        var split = LinkSplit.Make([At(1), At(2), .. Enumerable.Range(3, 10).Select(i => At(i).LinkingTo("1"))]);
        Assert.Equal(["10", "11", "12"], split.Judgments.Grades.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(new DateOnly(2020, 1, 10), split.Since);
        Assert.Equal(1.0, split.Judgments.Grades["11"]["1"]);
    }

    [Fact]
    public void Articles_since_the_first_held_out_day_lose_their_links_and_others_keep_them()
    {
        var undated = At(30).LinkingTo("1") with { Id = "undated", Published = null };
        var roundUp = At(11).LinkingTo("1") with { Id = "round-up", Title = "Weekly news" };
        var split = LinkSplit.Make([At(1), At(2), .. Enumerable.Range(3, 10).Select(i => At(i).LinkingTo("1")), undated, roundUp]);
        Assert.All(split.Documents, d => Assert.Equal(d.Id is not ("1" or "2" or "10" or "11" or "12" or "round-up"), d.Links.Count > 0));
        Assert.DoesNotContain("undated", split.Judgments.Grades.Keys);
    }

    [Fact]
    public void The_order_and_number_of_documents_stay()
    {
        Document[] site = [At(9).LinkingTo("1"), At(1), At(5).LinkingTo("1")];
        Assert.Equal(site.Select(d => d.Id), LinkSplit.Make(site).Documents.Select(d => d.Id));
    }

    [Fact]
    public void Nothing_is_held_out_on_a_site_without_links()
    {
        var split = LinkSplit.Make([At(1), At(2)]);
        Assert.Null(split.Since);
        Assert.Empty(split.Judgments.Grades);
    }

    [Fact]
    public void A_title_quoted_by_a_held_out_query_is_masked()
    {
        var target = At(1) with { Title = "The ferry is back today" };
        var query = (At(9) with { Text = "Read: The Ferry is back, today! And more." }).LinkingFrom("The Ferry is back, today!", "1");
        var split = LinkSplit.Make([target, query]);
        Assert.Equal("Read:  And more.", split.Documents[1].Text);
    }

    [Theory]
    [InlineData("the ferry is back", "The Ferry Is Back!", true)]
    [InlineData("the ferry is back", "Monday: the ferry is back again", true)]
    [InlineData("as we wrote, the ferry is back again", "The ferry is back", true)]
    [InlineData("ferry is back", "Ferry is back", false)]
    [InlineData("the ferry is back", "the ferry is backward", false)]
    [InlineData("the ferry is gone", "the ferry is back", false)]
    [InlineData("", "", false)]
    public void An_anchor_quotes_a_title_if_one_contains_the_other_and_both_have_four_words(string anchor, string title, bool quotes)
    {
        Assert.Equal(quotes, QuotedTitles.Quotes(anchor, title));
    }

    [Fact]
    public void A_document_without_quoted_titles_is_unchanged()
    {
        var document = (At(2) with { Text = "see the pier" }).LinkingFrom("the pier", "1");
        Assert.Same(document, QuotedTitles.Mask(document, _ => "The ferry is back today"));
        Assert.Same(document, QuotedTitles.Mask(document, _ => null));
    }

    private static Document At(int day) =>
        Newsroom.Article($"{day}", $"Title {day}", "", "2020-01-01") with { Published = Newsroom.At("2020-01-01").AddDays(day - 1) };

    private static SortedDictionary<int, int[]> Pairs(params Document[] documents) => LinkSplit.Pairs(documents);
}

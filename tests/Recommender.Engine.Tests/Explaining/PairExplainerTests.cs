using Recommender.Engine.Explaining;
using Xunit;

namespace Recommender.Engine.Tests.Explaining;

public sealed class PairExplainerTests
{
    private static readonly Document Page = Newsroom.Article(
        "page", "Dredging at the harbour",
        "The captains of Ferry Anna saw the Ferry Anna.\nDredgers were dredging; dredging goes on. The captains wait.", "2020-01-05")
        with { Tags = ["Port", "news", "New"], Section = "harbour", Author = "Ann" };

    private static readonly Document Item = Newsroom.Article(
        "item", "The dredged harbour", "Every captain of the old Ferry Anna likes the dredged harbour.", "2020-01-15").LinkingTo("page")
        with { Tags = ["NEWS", "new", "port"], Section = "harbour", Author = "Ben" };

    private static readonly Document Between = Newsroom.Article("between", "Both", "The ferry and the pier.", "2020-01-20")
        .LinkingTo("page", "item");

    private static readonly Document Admirer =
        Newsroom.Article("admirer", "One", "The ferry and the tide.", "2020-01-21").LinkingTo("item");

    private static readonly Document[] Site =
        [.. Newsroom.Site(30), Page with { Tags = ["port"] }, Item with { Tags = ["port"] }, Between, Admirer];

    private static readonly PairReasons Reasons = Explain(Page, Item);

    [Fact]
    public void Shared_terms_are_words_of_the_page_and_sum_to_the_cosine()
    {
        Assert.Contains("dredging", Reasons.Terms.Select(term => term.Word));
        Assert.Contains("captains", Reasons.Terms.Select(term => term.Word));
        Assert.DoesNotContain("dredg", Reasons.Terms.Select(term => term.Word));
        Assert.Equal(Reasons.Terms.OrderByDescending(term => term.Weight), Reasons.Terms);
        Assert.InRange(Reasons.Terms.Count, 4, 8);
        Assert.Equal(Reasons.Similarity.Terms, Reasons.Terms.Sum(term => term.Weight), 1e-4);
    }

    [Fact]
    public void Shared_names_are_readable_too() =>
        Assert.Equal(["Ferry Anna"], Reasons.Names.Select(name => name.Word), StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void Shared_tags_are_spelled_as_on_the_page_without_ignored_ones()
    {
        Assert.Equal(["Port", "New"], Reasons.Tags.Select(tag => tag.Word));
        Assert.True(Reasons.Tags[0].Weight > 0);
        Assert.Equal(0, Reasons.Tags[1].Weight);
    }

    [Fact]
    public void Links_are_reported_by_direction_and_number()
    {
        Assert.Equal(new PairLinks(FromPage: false, ToPage: true, ToBoth: 1, ToItem: 2), Reasons.Links);
        // From the other side, its own link does not count.
        Assert.Equal(new PairLinks(FromPage: true, ToPage: false, ToBoth: 1, ToItem: 1), Explain(Item, Page).Links);
    }

    [Fact]
    public void Links_from_hidden_articles_are_not_counted()
    {
        var links = Explain(Page, Item, id => id != "between").Links;

        Assert.Equal(new PairLinks(FromPage: false, ToPage: true, ToBoth: 0, ToItem: 1), links);
    }

    [Fact]
    public void Time_section_and_author_are_reported()
    {
        Assert.Equal(TimeSpan.FromDays(10), Reasons.Later);
        Assert.True(Reasons.SameSection);
        Assert.False(Reasons.SameAuthor);
        Assert.Null(Explain(Page with { Published = null }, Item).Later);
    }

    [Fact]
    public void An_article_added_after_training_is_explained_with_the_models_knowledge()
    {
        var later = Explain(Page, Item with { Id = "later", Links = [new DocumentLink("page", 0, 0)] });
        Assert.Equal(Reasons.Terms, later.Terms);
        Assert.Equal(new PairLinks(FromPage: false, ToPage: true, ToBoth: 0, ToItem: 0), later.Links);
    }

    [Fact]
    public void An_error_names_a_missing_file()
    {
        using var folder = new Folder();
        var error = Assert.Throws<InvalidDataException>(() => PairExplainer.Load(folder.Path, [], new()));
        Assert.Contains("links.bin", error.Message, StringComparison.Ordinal);
    }

    private static PairReasons Explain(Document page, Document item, Func<string, bool>? isVisible = null)
    {
        using var folder = new Folder();
        var options = new RankingOptions { IgnoredTags = ["News"] };
        var model = Newsroom.Train(Site, options);
        model.Save(folder.Path);
        var explainer = PairExplainer.Load(folder.Path, model.RankAll().Ids, options);
        Assert.False(explainer.IsLearned);
        return Assert.Single(explainer.Explain(page, [item], isVisible));
    }
}

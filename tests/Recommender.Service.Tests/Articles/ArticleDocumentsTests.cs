using Recommender.Engine;
using Recommender.Service.Articles;

namespace Recommender.Service.Tests.Articles;

public sealed class ArticleDocumentsTests
{
    [Fact]
    public void Links_lead_to_the_articles_at_their_URLs()
    {
        var documents = ArticleDocuments.Of(
        [
            Sample("a", "https://a.example/a.html", "See b and c and me.",
                Link(4, 1, "http://www.a.example/b/"), Link(10, 1, "https://elsewhere.example/c"), Link(16, 2, "https://a.example/a")),
            Sample("b", "https://a.example/b.html", "Nothing."),
        ], article => article.SourceId);

        Assert.Equal("a", documents[0].Id);
        var link = Assert.Single(documents[0].Links);
        Assert.Equal(("b", 4, 1), (link.TargetId, link.Start, link.Length));
        Assert.Empty(documents[1].Links);
    }

    [Fact]
    public void Of_a_very_long_text_the_beginning_is_ranked()
    {
        var text = new string('a', 199_999) + "\U0001F600" + new string('b', 100_000);
        var document = ArticleDocuments.Of(
            [Sample("a", "https://a.example/a", text, Link(250_000, 3, "https://a.example/b")), Sample("b", "https://a.example/b", "")])[0];

        Assert.Equal(text[..199_999], document.Text);
        Assert.Single(document.Links);
    }

    [Fact]
    public void A_link_finds_its_target_even_if_it_comes_later()
    {
        var early = Sample("a", "https://a.example/a", "See b", Link(4, 1, "https://a.example/b"));
        Assert.Empty(ArticleDocuments.Of([early])[0].Links);

        var late = Sample("b", "https://a.example/b", "");
        Assert.Equal(late.Key, Assert.Single(ArticleDocuments.Of([early, late])[0].Links).TargetId);
    }

    [Fact]
    public void A_shared_URL_links_to_the_article_published_last()
    {
        var day = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var documents = ArticleDocuments.Of(
        [
            Sample("x", "https://a.example/x", "See live", Link(4, 4, "https://a.example/live")),
            Sample("new", "https://a.example/live", "") with { Published = day.AddDays(1) },
            Sample("old", "https://a.example/live", "") with { Published = day },
        ], article => article.SourceId);

        Assert.Equal("new", Assert.Single(documents[0].Links).TargetId);
    }

    [Fact]
    public void Sections_of_related_links_are_removed_but_their_links_stay()
    {
        const string Text = "One.\nRead more: Two\nThree b.\nRelated\nFour";
        var documents = ArticleDocuments.Of(
        [
            Sample("a", "https://a.example/a", Text,
                new TextSpan(5, 14, SpanKind.RelatedSection), Link(16, 3, "https://a.example/b"), Link(26, 1, "https://a.example/b"),
                new TextSpan(29, 12, SpanKind.RelatedSection), Link(37, 4, "https://a.example/b")),
            Sample("b", "https://a.example/b", ""),
        ], article => article.SourceId);

        Assert.Equal("One.\nThree b.", documents[0].Text);
        Assert.Equal([(4, 0), (11, 1), (13, 0)], documents[0].Links.Select(link => (link.Start, link.Length)));
        Assert.Equal("b", documents[0].Text.Substring(11, 1));
    }

    [Fact]
    public void A_section_with_its_own_line_break_keeps_the_one_before_it()
    {
        var article = Sample("a", "https://a.example/a", "Story.\nSee also\nThe choir\nMore story here.",
            new TextSpan(7, 19, SpanKind.RelatedSection), Link(16, 9, "https://a.example/choir"), Link(31, 5, "https://a.example/harbour"));

        var document = ArticleDocuments.Of(article, "a", url => url.EndsWith("choir", StringComparison.Ordinal) ? "choir" : "harbour");

        Assert.Equal("Story.\nMore story here.", document.Text);
        Assert.Equal([new DocumentLink("choir", 7, 0), new DocumentLink("harbour", 12, 5)], document.Links);
        Assert.Equal("story", document.Text.Substring(12, 5));
    }

    private static Article Sample(string id, string url, string text, params TextSpan[] spans) =>
        new() { SourceId = id, Url = url, Title = id, Text = text, Spans = spans };

    private static TextSpan Link(int start, int length, string url) => new(start, length, SpanKind.Link, url);
}

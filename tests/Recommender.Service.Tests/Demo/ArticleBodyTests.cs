using Recommender.Service.Articles;
using Recommender.Service.Demo;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Demo;

public class ArticleBodyTests
{
    [Fact]
    public void Text_and_spans_are_rebuilt_into_headings_paragraphs_and_lists()
    {
        var article = Of("a", text: "A heading\nWords with a link.\n\none\ntwo") with
        {
            Spans =
            [
                new TextSpan(0, 9, SpanKind.Heading), new TextSpan(23, 4, SpanKind.Link, "https://example.org/b"),
                new TextSpan(30, 3, SpanKind.ListItem), new TextSpan(34, 3, SpanKind.ListItem),
            ],
        };

        var blocks = ArticleBody.Of(article, url => url == "https://example.org/b" ? "/b" : null);

        Assert.Equal([BodyKind.Heading, BodyKind.Paragraph, BodyKind.ListItem, BodyKind.ListItem], blocks.Select(block => block.Kind));
        Assert.Equal([new BodyRun("Words with a ", null), new BodyRun("link", "/b"), new BodyRun(".", null)], blocks[1].Runs);
        Assert.Equal([1, 1, 2], ArticleBody.Groups(blocks).Select(group => group.Count));
    }

    [Fact]
    public void Only_web_addresses_become_links()
    {
        var article = Of("a", text: "One two three") with
        {
            Spans =
            [
                new TextSpan(0, 3, SpanKind.Link, "javascript:alert(1)"), new TextSpan(4, 3, SpanKind.Link, "https://elsewhere.example/"),
                new TextSpan(5, 8, SpanKind.Link, "https://overlapping.example/"),
                new TextSpan(40, 4, SpanKind.Link, "https://outside.example/"),
            ],
        };

        var runs = Assert.Single(ArticleBody.Of(article, _ => null)).Runs;

        Assert.Equal(
            [new("One", null), new(" ", null), new("two", "https://elsewhere.example/"),
                new BodyRun(" three", "https://overlapping.example/")], runs);
    }
}

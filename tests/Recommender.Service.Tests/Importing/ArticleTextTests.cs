using Recommender.Service.Articles;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Importing.Text;

namespace Recommender.Service.Tests.Importing;

public sealed class ArticleTextTests
{
    private static readonly Uri Page = new("https://courier.example/2026/02/a.html");

    [Fact]
    public void Blocks_are_separated_by_one_line_break_and_white_space_becomes_one_space()
    {
        var body = Read("<div><p>First &amp;\n  "
            + "second.</p>\n\n<p></p><p>Third&nbsp;<b>bold</b>er.</p>Tail<br/><br>End<table><tr><td>a</td><td>b</td></tr></table></div>");

        Assert.Equal("First & second.\nThird bolder.\nTail\nEnd\na b", body.Text);
    }

    [Fact]
    public void Scripts_forms_and_navigation_are_not_text()
    {
        var body = Read("<nav>Home</nav><p>Text</p><script>x()</script><style>p{}</style><noscript>No</noscript><template>T</template>"
            + "<form><p>Mail</p></form><!-- c -->");

        Assert.Equal("Text", body.Text);
    }

    [Fact]
    public void Links_are_marked_and_made_absolute()
    {
        var body = Read("""<p>See <a href="../01/b.html?utm_source=x#c"> the  harbour</a>, <a href="javascript:x()">this</a>, """
            + """<a href="mailto:a@b.example">mail</a>, <a href="#top">top</a>.</p>""");

        Assert.Equal("See the harbour, this, mail, top.", body.Text);
        Assert.Equal(
            [("the harbour", "https://courier.example/2026/01/b.html"), ("top", "https://courier.example/2026/02/a.html")],
            body.Spans.Select(span => (body.Text.Substring(span.Start, span.Length), span.Url!)));
    }

    [Fact]
    public void A_link_around_an_image_has_no_text()
    {
        var body = Read("""<p>Before</p><a href="/b"><img src="/i.jpg"></a><p>After</p>""");

        Assert.Equal(new TextSpan(6, 0, SpanKind.Link, "https://courier.example/b"), Assert.Single(body.Spans));
        Assert.Equal("https://courier.example/i.jpg", body.Image?.Url);
    }

    [Fact]
    public void Headings_and_list_items_are_marked()
    {
        var body = Read("<h2>Head</h2><ul><li>One</li><li>Two</li></ul>");

        Assert.Equal([("Head", SpanKind.Heading), ("One", SpanKind.ListItem), ("Two", SpanKind.ListItem)],
            body.Spans.Select(span => (body.Text.Substring(span.Start, span.Length), span.Kind)));
    }

    [Theory]
    [InlineData("<p>Story.</p><h3>Related articles</h3><ul><li><a href='/b'>B</a></li></ul>", "Related articles\nB")]
    [InlineData("<p>Story.</p><h3>See also</h3><p><a href='/b'>B</a></p><h3>Next chapter</h3><p>More.</p>", "See also\nB")]
    [InlineData("<p>Story.</p><p><b>Further reading:</b></p><p><a href='/b'>B</a></p>", "Further reading:\nB")]
    [InlineData("<p>Story.</p><p>Read more: <a href='/b'>Bridge closed</a></p><p>Story goes on.</p>", "Read more: Bridge closed")]
    [InlineData("<p>Story.</p><p><b>Related: <a href='/b'>Bridge closed</a></b></p><p>Story goes on.</p>", "Related: Bridge closed")]
    public void Sections_that_only_refer_to_other_articles_are_marked(string html, string section)
    {
        var body = Read(html);

        var span = Assert.Single(body.Spans, span => span.Kind == SpanKind.RelatedSection);
        Assert.Equal(section, body.Text.Substring(span.Start, span.Length));
    }

    [Theory]
    [InlineData("<p>Related: the mayor said on Monday that <a href='/b'>the bridge</a> stays closed until May, and that nobody will be "
        + "sorry.</p>")]
    [InlineData("<h2>More about the bridge</h2><p>It is old.</p>")]
    [InlineData("<p>Read more books, says the mayor.</p>")]
    public void The_article_itself_is_not_marked(string html) =>
        Assert.DoesNotContain(Read(html).Spans, span => span.Kind == SpanKind.RelatedSection);

    [Fact]
    public void Endlessly_nested_elements_are_refused_before_parsing()
    {
        var error = Assert.Throws<FormatException>(() => Read(string.Concat(Enumerable.Repeat("<div><b>", 50_000)) + "deep"));

        Assert.Equal(BoundedHtml.TooDeep, error.Message);
    }

    private static ArticleText Read(string html) => ArticleText.Of(html, Page);
}

namespace Recommender.Service.Tests.Importing.Pages;

public sealed class PageDatesTests
{
    private const string Day = "2024-03-05";

    [Theory]
    [InlineData("<meta property='article:published_time' content='2024-03-05T10:00:00Z'>")]
    [InlineData("<meta name='DC.date.issued' content='2024-03-05'>")]
    [InlineData("<meta name='dcterms.created' content='2024-03-05'>")]
    [InlineData("<meta name='sailthru.date' content='2024-03-05 10:00:00'>")]
    [InlineData("<meta name='publish-date' content='2024-03-05'>")]
    [InlineData("<meta name='pubdate' content='2024-03-05T10:00:00Z'>")]
    [InlineData("<meta name='article.published' content='2024-03-05T10:00:00Z'>")]
    [InlineData("<meta name='cXenseParse:recs:publishtime' content='2024-03-05T10:00:00Z'>")]
    [InlineData("<meta name='parsely-pub-date' content='2024-03-05T10:00:00Z'>")]
    [InlineData("<meta name='date' content='whenever'><meta name='pubdate' content='2024-03-05'>")]
    [InlineData("<meta property='article:published_time' content='0000-00-00'><meta name='date' content='2024-03-05'>")]
    public async Task A_date_is_read_from_meta_elements(string head) => Expect(await MadePage.WithHeadAsync(head));

    [Theory]
    [InlineData("{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-03-05T10:00:00Z\"}")]
    [InlineData("{\"@type\":\"NewsArticle\",\"description\":\"two\nlines\tand a tab\",\"datePublished\":\"2024-03-05T10:00:00Z\"}")]
    [InlineData("<![CDATA[{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-03-05T10:00:00Z\"}]]>")]
    [InlineData("//<![CDATA[\n{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-03-05T10:00:00Z\"}\n//]]>")]
    [InlineData("/*<![CDATA[*/[{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-03-05T10:00:00Z\"}]/*]]>*/")]
    [InlineData("<!-- {\"@type\":\"NewsArticle\",\"datePublished\":\"2024-03-05T10:00:00Z\"} -->")]
    [InlineData("{\"@type\":\"NewsArticle\",\"keywords\":[\"a\",],\"datePublished\":\"2024-03-05T10:00:00Z\",}")]
    [InlineData("{\"@type\":\"NewsArticle\",\"headline\":\"He said \"no\" twice\",\"datePublished\":\"2024-03-05T10:00:00Z\"};")]
    [InlineData("{\"@type\":\"NewsArticle\",\"headline\":\"It\\'s late\",\"datePublished\":\"2024-03-05T10:00:00Z\"}")]
    [InlineData("{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;datePublished&quot;:&quot;2024-03-05T10:00:00Z&quot;}")]
    [InlineData("{\"@type\":\"BreadcrumbList\"}{\"@type\":\"BlogPosting\",\"datePublished\":\"2024-03-05T10:00:00Z\"}")]
    [InlineData("{\"@graph\":[{\"@type\":\"WebSite\"},{\"@type\":\"WebPage\",\"datePublished\":\"2024-03-05T10:00:00Z\"}]}")]
    [InlineData("[[{\"@type\":[\"Article\",\"Thing\"],\"datePublished\":\"2024-03-05T10:00:00Z\"}]]")]
    [InlineData("{\"@type\":\"WebPage\",\"mainEntity\":{\"@type\":\"SocialMediaPosting\",\"datePublished\":\"2024-03-05T10:00:00Z\"}}")]
    [InlineData("{\"@type\":\"OpinionNewsArticle\",\"datePublished\":\"2024-03-05T10:00:00Z\"}")]
    [InlineData("{\"@type\":\"LiveBlogPosting\",\"datePublished\":\"2024-03-05T10:00:00Z\"}")]
    [InlineData("{\"@type\":\"Review\",\"dateCreated\":\"2024-03-05T10:00:00Z\"}")]
    public async Task A_date_is_read_from_JSON_LD_with_faults(string json) =>
        Expect(await MadePage.WithHeadAsync($"<script type='application/ld+json'>{json}</script>"));

    [Theory]
    [InlineData("<abbr class='published' itemprop='datePublished' title='2024-03-05T10:00:00-07:00'>10:00 AM</abbr>")]
    [InlineData("<meta itemprop='datePublished' content='2024-03-05T10:00:00Z'>")]
    [InlineData("<time itemprop='datePublished' datetime='2024-03-05'>yesterday</time>")]
    [InlineData("<span itemprop='datePublished'>2024-03-05</span>")]
    [InlineData("<span property='schema:datePublished' content='2024-03-05T10:00:00Z'>5 March</span>")]
    [InlineData("<time datetime='2024-03-05T10:00'>5 March</time>")]
    [InlineData("<relative-time datetime='2024-03-05T10:00:00Z'>last week</relative-time>")]
    [InlineData("<div class=meta><span class=date>March 5, 2024</span></div>")]
    [InlineData("<p class='entry-date'>Published on: 5 March 2024</p>")]
    [InlineData("<span class='posted-on'>Posted on <time>March 5, 2024</time></span>")]
    public async Task A_date_is_read_from_the_page(string date) => Expect(await MadePage.ReadAsync(MadePage.Html(
        "<title>Ferry</title>",
        $"<header><time datetime='2026-01-01'>Today</time></header><aside><time datetime='2023-01-01'></time></aside>"
        + $"<div class=post><h1>Ferry</h1>{date}{MadePage.Paragraphs}</div>"
        + "<section id=comments><div class=comment><time datetime='2025-01-01'></time></div></section>")));

    [Theory]
    [InlineData("https://courier.example/2024/03/05/ferry.html")]
    [InlineData("https://courier.example/news/2024/3/5/ferry")]
    [InlineData("https://courier.example/2024-03-05-ferry")]
    public async Task A_date_in_the_address_is_the_last_resort(string address) =>
        Expect(await MadePage.ReadAsync(MadePage.Html("<title>Ferry</title>", MadePage.Paragraphs), address));

    [Fact]
    public async Task Dates_of_change_are_none_of_publication()
    {
        var article = await MadePage.WithHeadAsync("<meta name='last-modified' content='2024-03-05T10:00:00Z'>");

        Assert.Null(article.Published);
        Assert.Equal(new DateTimeOffset(2024, 3, 5, 10, 0, 0, TimeSpan.Zero), article.Updated);
    }

    private static void Expect(Recommender.Service.Articles.Article article)
    {
        Assert.Equal(Day, article.Published?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    }
}

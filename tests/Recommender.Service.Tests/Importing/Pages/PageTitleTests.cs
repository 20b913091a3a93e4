namespace Recommender.Service.Tests.Importing.Pages;

public sealed class PageTitleTests
{
    private const string Heading = "The ferry stays in dock";

    [Theory]
    [InlineData("<title>The ferry stays in dock - The Courier</title><meta property=og:site_name content='The Courier'>")]
    [InlineData("<meta property=og:title content='The ferry stays in dock | Island Courier'><meta property=og:site_name "
        + "content='Island Courier'>")]
    [InlineData("<meta property=og:title content='Island Courier » The ferry stays in dock'><meta property=og:site_name "
        + "content='Island Courier'>")]
    [InlineData("<title>The ferry stays in dock | News | Courier</title><meta property=article:section content=News>")]
    [InlineData("<title>The ferry stays in dock :: courier.example</title>")]
    [InlineData("<title>Courier: The ferry stays in dock</title>")]
    [InlineData("<title>The ferry stays in dock — Harbour Papers</title><script "
        + "type=application/ld+json>{\"@type\":\"WebSite\",\"name\":\"Harbour Papers\"}</script>")]
    [InlineData("<title>The ferry stays in dock · Papers</title><script "
        + "type=application/ld+json>{\"@type\":\"NewsArticle\",\"publisher\":{\"@type\":\"Organization\",\"name\":\"Papers\"}}</script>")]
    [InlineData("<meta property=og:title content='Courier'><meta property=og:site_name content=Courier><title>The ferry stays in "
        + "dock | Courier</title>")]
    [InlineData("<title>The ferry stays in dock | Bay Papers</title>"
        + "<link rel=alternate type='application/rss+xml' title='Bay Papers » Feed' href=/feed>")]
    [InlineData("<title>The ferry stays in dock – Bay Papers</title><meta name=twitter:site content='@BayPapers'>")]
    [InlineData("<meta property=og:title content='The ferry stays &amp;in dock'><title>x</title>", "The ferry stays &in dock")]
    public async Task The_name_of_the_site_is_not_part_of_the_title(string head, string title = Heading) =>
        Assert.Equal(title, (await MadePage.WithHeadAsync(head, title)).Title);

    [Theory]
    [InlineData("<header><h1><a href='/'>The Island Sheet</a></h1></header><article><h2>The ferry stays in dock</h2>")]
    [InlineData("<h1 class=site-title>The Island Sheet</h1><main><h2>The ferry stays in dock</h2>")]
    [InlineData("<h1>The Island Sheet</h1><nav><h1>Menu</h1></nav><article><h2>The ferry stays in dock</h2>")]
    public async Task The_first_heading_may_be_the_name_of_the_site(string start)
    {
        var html = MadePage.Html("<title>The ferry stays in dock - The Island Sheet</title>", start + MadePage.Paragraphs);

        Assert.Equal(Heading, (await MadePage.ReadAsync(html)).Title);
    }

    [Theory]
    [InlineData("<header><h1>Bay Sheet</h1></header><article><h2>Low water</h2>", "Low water")]
    [InlineData("<h2>Bay Sheet</h2><main><h1>Low water</h1>", "Low water")]
    [InlineData("<header><h1>Bay Sheet</h1></header><h2>Low water</h2>", "Low water | Bay Sheet")]
    [InlineData("<article><h1>Low water</h1><h2>Bay Sheet</h2>", "Low water | Bay Sheet")]
    public async Task A_heading_outside_the_article_is_the_name_of_the_site(string start, string title)
    {
        var html = MadePage.Html("<title>Low water | Bay Sheet</title>", start + MadePage.Paragraphs);

        Assert.Equal(title, (await MadePage.ReadAsync(html)).Title);
    }

    [Fact]
    public async Task A_heading_of_the_page_is_the_title_if_nothing_else_is()
    {
        var html = MadePage.Html("", $"<nav><h2>Menu</h2></nav><article><h1>{Heading}</h1>{MadePage.Paragraphs}</article>");

        Assert.Equal(Heading, (await MadePage.ReadAsync(html)).Title);
    }

    [Theory]
    [InlineData("Letters from the harbour - part 2")]
    [InlineData("\"Nobody told us\" - a captain speaks")]
    [InlineData("One year on: the ferry, the dock, the bill")]
    [InlineData("« Personne ne sait » : le bac reste à quai")]
    [InlineData("العبارة تبقى في الميناء: أسبوع آخر")]
    [InlineData("フェリー、ドックに残る・島の声")]
    [InlineData("Twenty-four hours on the ferry")]
    public async Task A_separator_alone_does_not_make_a_name(string title)
    {
        var head = $"<meta property=og:title content='{title}'><meta property=og:site_name content='The Courier'><title>{title}</title>";

        Assert.Equal(title, (await MadePage.WithHeadAsync(head, title)).Title);
    }

    [Theory]
    [InlineData("フェリー、ドックに残る｜島の新聞", "島の新聞", "フェリー、ドックに残る")]
    [InlineData("渡轮停航_岛报", "岛报", "渡轮停航")]
    [InlineData("岛报：渡轮停航", "岛报", "渡轮停航")]
    [InlineData("العبارة تبقى في الميناء | جريدة الجزيرة", "جريدة الجزيرة", "العبارة تبقى في الميناء")]
    [InlineData("המעבורת נשארת - עיתון האי", "עיתון האי", "המעבורת נשארת")]
    public async Task A_name_in_any_script_is_cut(string stated, string site, string title)
    {
        var head = $"<meta property=og:title content='{stated}'><meta property=og:site_name content='{site}'>";

        Assert.Equal(title, (await MadePage.WithHeadAsync(head, "x")).Title);
    }

    [Fact]
    public async Task A_title_cut_for_sharing_is_completed_from_the_page()
    {
        var head = "<meta property=og:title content='The ferry stays in do…'>";

        Assert.Equal(Heading, (await MadePage.WithHeadAsync(head)).Title);
    }

    [Fact]
    public async Task A_chapter_stays_in_the_title()
    {
        var head = "<title>A tale of the sea - Chapter 3 - Tales of the islands</title>";

        Assert.Equal("A tale of the sea - Chapter 3", (await MadePage.WithHeadAsync(head, "A tale of the sea")).Title);
    }

    [Fact]
    public async Task Characters_of_old_Windows_systems_are_read_as_meant()
    {
        var article = await MadePage.ReadAsync(MadePage.Html("", $"<h1>It\u0092s the \u0093ferry\u0094</h1><p>It&#146;s late \u0096 "
            + $"again.</p>{MadePage.Paragraphs}"));

        Assert.Equal("It’s the “ferry”", article.Title);
        Assert.Contains("It’s late – again.", article.Text, StringComparison.Ordinal);
    }
}

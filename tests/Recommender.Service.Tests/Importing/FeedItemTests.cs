using Recommender.Service.Articles;

namespace Recommender.Service.Tests.Importing;

/// <summary>What feeds state of their items in the many ways that they do.</summary>
public sealed class FeedItemTests
{
    private const string Spaces =
        "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:dcterms='http://purl.org/dc/terms/' xmlns:media='http://search.yahoo.com/mrss/' "
        + "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' xmlns:yandex='http://news.yandex.ru' "
        + "xmlns:googleplay='http://www.google.com/schemas/play-podcasts/1.0' xmlns:atom='http://www.w3.org/2005/Atom'";

    [Theory]
    [InlineData("<dc:creator>Ann Example</dc:creator><dc:creator>Bo Sample</dc:creator>", "Ann Example, Bo Sample")]
    [InlineData("<author>ann@a.example (Ann Example)</author><author>Bo Sample</author>", "Ann Example, Bo Sample")]
    [InlineData("<author>Ann Example (ann@a.example)</author>", "Ann Example")]
    [InlineData("<author>by <i>Ann Example</i></author>", "by Ann Example")]
    [InlineData("<dc:creator>Ann Example (Wire), Bo Sample (Wire)</dc:creator>", "Ann Example (Wire), Bo Sample (Wire)")]
    [InlineData("<atom:author><atom:name>Ann Example</atom:name><atom:email>a@a.example</atom:email></atom:author>", "Ann Example")]
    [InlineData("<googleplay:author>Ann Example</googleplay:author>", "Ann Example")]
    [InlineData("<author>ann@a.example</author>", "The Desk")]
    [InlineData("", "The Desk")]
    public async Task Authors_are_all_named_and_mail_addresses_never(string inside, string author) =>
        Assert.Equal(author, (await ItemAsync(inside, "<itunes:author>The Desk</itunes:author>")).Author);

    [Theory]
    [InlineData("<category>Harbour</category><dc:subject>Sea</dc:subject>", "Harbour,Sea")]
    [InlineData("<media:category label='Boats'>b/o</media:category><media:category>Nets</media:category>", "Boats,Nets")]
    [InlineData("<itunes:category text='Sea'><itunes:category text='Fish'/></itunes:category>", "Sea,Fish")]
    [InlineData("", "News")]
    public async Task Categories_are_those_of_the_item_or_of_its_feed(string inside, string tags) =>
        Assert.Equal(tags, string.Join(',', (await ItemAsync(inside, "<category>News</category>")).Tags));

    [Fact]
    public async Task Categories_of_a_whole_site_are_not_those_of_an_item() => Assert.Empty(
        (await ItemAsync("", string.Concat(Enumerable.Range(1, 9).Select(i => $"<category>Subject {i}</category>")))).Tags);

    [Theory]
    [InlineData("<yandex:full-text>The whole story.</yandex:full-text><description>Short.</description>", "The whole story.")]
    [InlineData("<itunes:summary>The whole story.</itunes:summary>", "The whole story.")]
    [InlineData("<googleplay:description>The whole story.</googleplay:description>", "The whole story.")]
    [InlineData("<atom:content type='html'>&lt;p>The whole story.&lt;/p></atom:content>", "The whole story.")]
    [InlineData("<description>Before &lt;iframe src='https://v.example/1'/> after.</description>", "Before after.")]
    [InlineData("<description>It&#146;s &#147;open&#133;&#148;</description>", "It’s “open…”")]
    public async Task The_text_is_found(string inside, string text) => Assert.Equal(text, (await ItemAsync(inside)).Text);

    [Theory]
    [InlineData("<pubDate>vie, 3 abr 2026</pubDate>", "2026-04-03")]
    [InlineData("<pubDate>some day</pubDate><dc:date>2026-04-03T08:00:00Z</dc:date>", "2026-04-03")]
    [InlineData("<dcterms:issued>2026-04-03</dcterms:issued>", "2026-04-03")]
    [InlineData("<dcterms:available>2026-04-03</dcterms:available>", "2026-04-03")]
    [InlineData("<pubDate>01/01/1970</pubDate><atom:published>2026-04-03T08:00:00Z</atom:published>", "2026-04-03")]
    [InlineData("<pubDate>03/04/2026</pubDate><atom:updated>2026-04-03T08:00:00Z</atom:updated>", "2026-04-03")]
    [InlineData("<pubDate>03/04/2026</pubDate><link>https://courier.example/2026/04/03/weir</link>", "2026-04-03")]
    [InlineData("<pubDate>03/04/2026</pubDate><dc:language>it</dc:language>", "2026-04-03")]
    [InlineData("<pubDate>03/04/2026</pubDate>", null)]
    public async Task Of_all_dates_the_first_certain_one_counts(string inside, string? day) =>
        Assert.Equal(day, (await ItemAsync(inside)).Published?.ToString("yyyy-MM-dd", null));

    [Theory]
    [InlineData("12/31/2025", "2026-03-04")]
    [InlineData("31/12/2025", "2026-04-03")]
    [InlineData("5/5/2026", null)]
    public async Task Another_date_of_the_feed_tells_the_day_from_the_month(string other, string? day)
    {
        await using var workshop = new Workshop();
        await workshop.ImportAsync(workshop.Write("feed.xml",
            Samples.Rss(Samples.Item("a", date: "03/04/2026"), Samples.Item("b", date: other))));

        var article = (await workshop.StoredAsync()).Single(article => article.SourceId == "a");
        Assert.Equal(day, article.Published?.ToString("yyyy-MM-dd", null));
    }

    [Fact]
    public async Task A_date_that_may_be_of_two_days_is_reported()
    {
        await using var workshop = new Workshop();

        var report = await workshop.ImportAsync(workshop.Write("feed.xml", Samples.Rss(Samples.Item("a", date: "03/04/2026"))));

        Assert.Contains(report.Notes, note => note.Contains("the date '03/04/2026' may be of two days", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("courier.example/weir/1", "https://courier.example/weir/1")]
    [InlineData("www.courier.example/weir/1", "https://www.courier.example/weir/1")]
    [InlineData("www.other.example/weir", "https://www.other.example/weir")]
    [InlineData("weir.html", "https://courier.example/weir.html")]
    [InlineData("/weir/1", "https://courier.example/weir/1")]
    [InlineData("//other.example/weir", "https://other.example/weir")]
    public async Task Addresses_without_their_scheme_are_understood(string link, string url) =>
        Assert.Equal(url, (await ItemAsync($"<link>{link}</link>")).Url);

    [Theory]
    [InlineData("<guid>/weir/1</guid>", "https://courier.example/weir/1")]
    [InlineData("<guid isPermaLink='true'>/weir/1</guid>", "https://courier.example/weir/1")]
    [InlineData("<guid isPermaLink='false'>/weir/1</guid>", null)]
    [InlineData("<guid>weir-1</guid>", null)]
    public async Task A_path_as_id_is_the_address_if_there_is_no_other(string id, string? url) =>
        Assert.Equal(url, (await ItemAsync(id)).Url);

    [Fact]
    public async Task A_fragment_that_distinguishes_items_stays()
    {
        await using var workshop = new Workshop();
        await workshop.ImportAsync(workshop.Write("feed.xml", Samples.Rss(
            Bare("One", "https://courier.example/day#one"), Bare("Two", "https://courier.example/day#two"),
            Bare("Three", "https://courier.example/three#comments"))));

        Assert.Equal(
            ["https://courier.example/day#one", "https://courier.example/day#two", "https://courier.example/three"],
            (await workshop.StoredAsync()).Select(article => article.Url).Order());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("https://courier.example/")]
    [InlineData("https://courier.example/feed?id=1")]
    public async Task An_id_that_several_pages_share_is_ignored(string id)
    {
        await using var workshop = new Workshop();
        string Item(int i) => $"<item><title>Story {i}</title><link>https://courier.example/{i}</link>"
            + $"<guid isPermaLink='false'>{id}</guid></item>";
        var file = workshop.Write("feed.xml", Samples.Rss(Item(1), Item(2), Item(3)));

        Assert.Equal((3, 0), ((await workshop.ImportAsync(file)) is var report ? report.New : 0, report.Skipped));
        Assert.Equal(3, (await workshop.ImportAsync(file)).Unchanged);
        Assert.Equal(["https://courier.example/1", "https://courier.example/2", "https://courier.example/3"],
            (await workshop.StoredAsync()).Select(article => article.SourceId).Order());
    }

    [Fact]
    public async Task The_address_of_the_site_is_ignored_as_the_id_of_its_only_item()
    {
        await using var workshop = new Workshop();
        string Feed(int i) => Samples.Rss(
            $"<item><title>Story {i}</title><link>https://courier.example/{i}</link><guid>https://courier.example/</guid></item>");
        var file = workshop.Write("feed.xml", Feed(1));
        await workshop.ImportAsync(file);
        workshop.Write("feed.xml", Feed(2));

        Assert.Equal(1, (await workshop.ImportAsync(file)).New);
        Assert.Equal(2, (await workshop.StoredAsync()).Count);
    }

    [Theory]
    [InlineData("<id>https://courier.example/weir</id>", "https://courier.example/weir")]
    [InlineData("<id>tag:1</id><link rel='alternate nofollow' href='https://courier.example/weir'/>", "https://courier.example/weir")]
    [InlineData("<id>tag:1</id><link rel='self' href='https://courier.example/feed'/>", null)]
    public async Task Entries_of_Atom_have_the_address_that_they_state(string inside, string? url) =>
        Assert.Equal(url, (await EntryAsync($"{inside}<title>Weir</title>")).Url);

    [Fact]
    public async Task Entries_of_Atom_may_be_encoded_and_have_several_authors()
    {
        var encoded = Convert.ToBase64String("<p>The weir is “open”.</p>"u8);

        var article = await EntryAsync($"""
            <id>tag:1</id><title type="xhtml"><div>The <b>weir</b> &amp; lock</div></title>
            <content type="application/octet-stream">{encoded}</content><issued>den 3 april 2026</issued>
            <author><name>Ann Example</name></author><author><name>Bo Sample</name><email>bo@b.example</email></author>
            """);

        Assert.Equal(("The weir & lock", "The weir is “open”.", "Ann Example, Bo Sample", 3),
            (article.Title, article.Text, article.Author, article.Published?.Day));
    }

    [Fact]
    public async Task Items_of_JSON_Feed_may_lead_elsewhere_and_have_several_authors()
    {
        await using var workshop = new Workshop();
        await workshop.ImportAsync(workshop.Write("feed.json", """
            {"version":"https://jsonfeed.org/version/1.1","home_page_url":"https://courier.example/","items":[
            {"id":"1","external_url":"https://b.example/weir","content_text":"Weir {{ x }}.","author":{"name":"Cy Third"},
            "authors":[{"name":"Ann Example"},{"name":"Bo Sample"},{"name":"Ann Example"}]}]}
            """));

        var article = Assert.Single(await workshop.StoredAsync());
        Assert.Equal(("https://b.example/weir", "Ann Example, Bo Sample, Cy Third", "Weir ."), (article.Url, article.Author, article.Text));
    }

    [Theory]
    [InlineData("The &lt;blink&gt;weir&lt;/blink&gt;", "The weir")]
    [InlineData("The weir&lt;script&gt;track('x')&lt;/script&gt;", "The weir")]
    [InlineData("The weir &lt;object data='x'&gt;&lt;/object&gt;", "The weir")]
    [InlineData("if a &lt; b", "if a < b")]
    [InlineData("{{&lt; icon &gt;}}The weir [gallery]", "The weir")]
    public async Task Titles_have_no_markup(string written, string title) =>
        Assert.Equal(title, (await ItemAsync("", title: written)).Title);

    private static string Bare(string title, string link) => $"<item><title>{title}</title><link>{link}</link></item>";

    private static async Task<Article> ItemAsync(string inside, string channel = "", string title = "Weir")
    {
        await using var workshop = new Workshop();
        await workshop.ImportAsync(workshop.Write("feed.xml",
            $"<rss version='2.0' {Spaces}><channel><title>Courier</title><link>https://courier.example/</link>{channel}<item>"
            + $"<title>{title}</title>{inside}</item></channel></rss>"));
        return Assert.Single(await workshop.StoredAsync());
    }

    private static async Task<Article> EntryAsync(string inside)
    {
        await using var workshop = new Workshop();
        await workshop.ImportAsync(workshop.Write("feed.xml", Samples.Atom($"<entry>{inside}</entry>")));
        return Assert.Single(await workshop.StoredAsync());
    }
}

using Recommender.Service.Importing;

namespace Recommender.Service.Tests.Importing;

/// <summary>Every supported format, read from files.</summary>
public sealed class FormatTests
{
    private const string Guid = "https://wp.example/?p=7";

    private static readonly string Wxr =
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
        + "xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" " +
        "xmlns:wp=\"http://wordpress.org/export/1.2/\" "
        + "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Courier</title><link>https://wp.example</link>" +
        WxrPost(Guid, "7", "post", "publish") + WxrPost("https://wp.example/?p=8", "8", "post", "draft")
            + WxrPost("https://wp.example/?page_id=9", "9", "page", "publish") +
        WxrPost("https://wp.example/?attachment_id=10", "10", "attachment", "inherit") + "</channel></rss>";

    [Theory]
    [InlineData("<rss "
        + "version=\"0.91\"><channel><title>C</title><link>https://courier.example/</link><item><title>Harbour</title><link>"
        + "https://courier.example/a</link><description>Wall</description></item></channel></rss>")]
    [InlineData("<rss "
        + "version=\"2.0\"><channel><item><title>Harbour</title><guid>https://courier.example/a</guid><description>&lt;p&gt;Wall&lt;"
        + "/p&gt;</description></item></channel></rss>")]
    [InlineData("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\"><channel "
        + "rdf:about=\"https://courier.example/\"><items/></channel><item "
        + "rdf:about=\"https://courier.example/a\"><title>Harbour</title><link>https://courier.example/a</link><description>"
        + "Wall</description></item></rdf:RDF>")]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>https://courier.example/a</id><title>Harbour</title><link "
        + "href=\"https://courier.example/a\"/><content type=\"html\">&lt;p&gt;Wall&lt;/p&gt;</content></entry></feed>")]
    [InlineData("<feed version=\"0.3\" "
        + "xmlns=\"http://purl.org/atom/ns#\"><entry><id>https://courier.example/a</id><title>Harbour</title><link rel=\"alternate\" "
        + "type=\"text/html\" href=\"https://courier.example/a\"/><content type=\"text/html\" "
        + "mode=\"escaped\">Wall</content></entry></feed>")]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"C\",\"items\":[{\"id\":\"https://courier.example/a\","
        + "\"url\":\"https://courier.example/a\",\"title\":\"Harbour\",\"content_html\":\"<p>Wall</p>\"}]}")]
    [InlineData("{\"url\":\"https://courier.example/a\",\"title\":\"Harbour\",\"text\":\"Wall\"}\n")]
    [InlineData("[{\"url\":\"https://courier.example/a\",\"title\":\"Harbour\",\"text\":\"Wall\"}]")]
    [InlineData("url,title,text\nhttps://courier.example/a,Harbour,Wall\n")]
    [InlineData("url;title;html\nhttps://courier.example/a;Harbour;<p>Wall</p>\n")]
    [InlineData("---\nid: https://courier.example/a\nurl: https://courier.example/a\ntitle: Harbour\n---\n\nWall\n")]
    [InlineData("<!DOCTYPE html><html><head><title>x</title><link rel=\"canonical\" href=\"https://courier.example/a\"><meta "
        + "property=\"og:title\" content=\"Harbour\"></head><body><article><p>Wall</p></article></body></html>")]
    public async Task An_article_is_the_same_in_every_format_plain_and_gzipped(string text)
    {
        await using var workshop = new Workshop();
        var report = await workshop.ImportAsync(workshop.Write("source", text));

        Assert.Equal((1, 0), (report.New, report.Skipped));
        var article = Assert.Single(await workshop.StoredAsync());
        Assert.Equal(("https://courier.example/a", "https://courier.example/a", "Harbour", "Wall"),
            (article.SourceId, article.Url, article.Title, article.Text));
        Assert.Equal(1, (await workshop.ImportAsync(workshop.Write("source.gz", Samples.Gzip(text)))).Unchanged);
    }

    [Fact]
    public async Task An_article_of_WordPress_has_the_same_identity_in_feed_export_and_API()
    {
        await using var workshop = new Workshop();
        var rss = workshop.Write("feed.xml", Samples.Rss(Samples.Item(Guid, "Harbour", link: "https://wp.example/harbour/")));
        var wxr = workshop.Write("export.xml", Wxr);
        var api = workshop.Write("posts.json", $"[{RestPost(7, "Harbour")}]");

        Assert.Equal(1, (await workshop.ImportAsync(rss)).New);
        Assert.Equal(0, (await workshop.ImportAsync(wxr)).New);
        Assert.Equal(0, (await workshop.ImportAsync(api)).New);
        Assert.Equal(Guid, Assert.Single(await workshop.StoredAsync()).SourceId);
    }

    [Fact]
    public async Task Only_published_posts_of_a_WordPress_export_are_articles()
    {
        await using var workshop = new Workshop();

        var report = await workshop.ImportAsync(workshop.Write("export.xml", Wxr));

        Assert.Equal(["is a draft, not published", "is a page, not a post", "is a attachment, not a post"],
            report.SkippedItems.Select(item => item.Reason));
        var article = Assert.Single(await workshop.StoredAsync());
        Assert.Equal(("News", "wall,sea", "Jo", "Short."),
            (article.Section, string.Join(',', article.Tags), article.Author, article.Summary));
        Assert.Equal(("First.\nSecond.", new DateTimeOffset(2026, 2, 2, 8, 0, 0, TimeSpan.Zero)), (article.Text, article.Published));
    }

    [Fact]
    public async Task Only_published_posts_of_a_Blogger_export_are_articles()
    {
        await using var workshop = new Workshop();
        static string Entry(string id, string kind, string more = "") =>
            $"<entry><id>tag:blogger.com,1999:blog-1.{id}</id><category scheme='http://schemas.google.com/g/2005#kind' "
            + $"term='http://schemas.google.com/blogger/2008/kind#{kind}'/>" +
            $"<category scheme='http://www.blogger.com/atom/ns#' term='harbour'/><title type='text'>{id}</title><content "
            + $"type='html'>&lt;p&gt;Wall&lt;/p&gt;</content>" +
            $"<published>2026-02-02T08:00:00.001+01:00</published><link rel='alternate' type='text/html' "
            + $"href='https://c.blogspot.example/{id}.html'/>{more}</entry>";
        var report = await workshop.ImportAsync(workshop.Write("blog.xml", Samples.Atom(
            Entry("post-1", "post") + Entry("settings", "settings") + Entry("layout", "template") + Entry("page-1", "page")
                + Entry("comment-1", "comment") +
            Entry("post-2", "post", "<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>yes</app:draft></app:control>"))));

        var article = Assert.Single(await workshop.StoredAsync());
        Assert.Equal(("tag:blogger.com,1999:blog-1.post-1", "harbour"), (article.SourceId, Assert.Single(article.Tags)));
        Assert.Equal(5, report.Skipped);
        Assert.Contains("is a draft", report.SkippedItems.Select(item => item.Reason));
    }

    [Fact]
    public async Task A_page_is_read_from_its_metadata()
    {
        await using var workshop = new Workshop();
        await workshop.ImportAsync(workshop.Write("page.html",
            """
            <!DOCTYPE html><html lang="de-AT"><head><title>Hafen - Courier</title>
            <link rel="canonical" href="https://courier.example/hafen?utm_source=x">
            <meta name="description" content="Kurz."><meta property="og:image" content="https://courier.example/hafen.jpg">
            <meta property="article:section" content="Lokales">
            <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite"},{"@type":["NewsArticle"],
              "headline":"Hafen",
              "datePublished":"2026-02-02T09:00:00+01:00","dateModified":"2026-02-03","author":[{"@type":"Person","name":"Jo"}],
              "keywords":"Mauer, Meer"}]}</script>
            <script type="application/ld+json">{broken</script></head>
            <body><nav><a href="/x">Menü</a></nav><article><h1>Hafen</h1>
            <p>Der Rat hat am Dienstag beschlossen, die alte Mauer am Hafen noch vor dem Winter zu verbreitern.</p>
            <p>Mehr dazu steht in der <a href="https://courier.example/mauer#top">Chronik</a> der Stadt, die im Rathaus ausliegt.</p>
            </article></body></html>
            """));

        var article = Assert.Single(await workshop.StoredAsync());
        Assert.Equal(("https://courier.example/hafen", "Hafen", "Kurz.", "https://courier.example/hafen.jpg", "Jo", "Lokales", "de"),
            (article.Url, article.Title, article.Summary, article.Image, article.Author, article.Section, article.Language));
        Assert.Equal(["Mauer", "Meer"], article.Tags);
        Assert.Equal(new DateTimeOffset(2026, 2, 2, 8, 0, 0, TimeSpan.Zero), article.Published);
        Assert.Contains("https://courier.example/mauer", article.Spans.Select(span => span.Url));
        Assert.DoesNotContain("Menü", article.Text);
    }

    [Fact]
    public async Task All_recognised_files_of_a_folder_are_read()
    {
        await using var workshop = new Workshop();
        workshop.Write("in/1.xml", Samples.Rss(Samples.Item("a")));
        workshop.Write("in/deep/2.jsonl.gz", Samples.Gzip(Samples.Line("b")));
        workshop.Write("in/photo.jpg", [0xFF, 0xD8, 0xFF]);
        workshop.Write("in/notes.txt", "call Jo");

        var report = await workshop.ImportAsync(Path.Combine(workshop.Folder, "in"));

        Assert.Equal(2, report.New);
        Assert.StartsWith("the format is not recognised", Assert.Single(report.SkippedItems).Reason);
        Assert.EndsWith("1 of 4 files were left out: they are pictures, styles, programs and the like", Assert.Single(report.Notes));
        Directory.CreateDirectory(Path.Combine(workshop.Folder, "empty"));
        Assert.EndsWith("contains no file in a recognised format",
            (await Assert.ThrowsAsync<ImportException>(() => workshop.ImportAsync(Path.Combine(workshop.Folder, "empty")))).Message);
    }

    [Fact]
    public async Task An_item_without_id_and_URL_is_identified_by_title_date_and_text()
    {
        await using var workshop = new Workshop();
        var file = workshop.Write("a.jsonl", "{\"title\":\"Harbour\",\"text\":\"Wall\"}\n{\"title\":\"Harbour\",\"text\":\"Wall "
            + "two\"}\n{\"title\":\"Harbour\",\"text\":\"Wall\"}\n");

        var report = await workshop.ImportAsync(file);

        Assert.Equal((2, 1), (report.New, report.Skipped));
        Assert.All(await workshop.StoredAsync(), article => Assert.StartsWith("sha256:", article.SourceId));
        Assert.Equal(2, (await workshop.ImportAsync(file)).Unchanged);
    }

    internal static string RestPost(int id, string title, string more = "") =>
        $$$"""
        {"id":{{{id}}},"guid":{"rendered":"https://wp.example/?p={{{id}}}"},"link":"https://wp.example/{{{id}}}/",
         "date_gmt":"2026-02-02T08:00:00","status":"publish","type":"post",
         "title":{"rendered":"{{{title}}}"},"content":{"rendered":"<p>{{{Samples.Body}}}</p>"},
         "excerpt":{"rendered":"<p>Short.</p>"}{{{more}}}}
        """;

    private static string WxrPost(string guid, string id, string type, string status) =>
        $"<item><title>Harbour</title><link>https://wp.example/harbour/</link><pubDate>Mon, 02 Feb 2026 08:00:00 "
        + $"+0000</pubDate><dc:creator><![CDATA[Jo]]></dc:creator>" +
        $"<guid "
        + $"isPermaLink=\"false\">{guid}</guid><content:encoded><![CDATA[First.\n\nSecond.]]></content:encoded><excerpt:encoded>"
        + $"<![CDATA[Short.]]></excerpt:encoded>" +
        $"<wp:post_id>{id}</wp:post_id><wp:post_date_gmt>2026-02-02 "
        + $"08:00:00</wp:post_date_gmt><wp:status>{status}</wp:status><wp:post_type>{type}</wp:post_type>" +
        "<category domain=\"category\" nicename=\"news\"><![CDATA[News]]></category><category domain=\"post_tag\" "
        + "nicename=\"wall\"><![CDATA[wall]]></category>" +
        "<category domain=\"post_tag\" nicename=\"sea\"><![CDATA[sea]]></category></item>";
}

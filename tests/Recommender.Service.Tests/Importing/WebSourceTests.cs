using Microsoft.AspNetCore.Http;
using Recommender.Service.Importing;

namespace Recommender.Service.Tests.Importing;

/// <summary>Sources of more than one document, over real HTTP.</summary>
public sealed class WebSourceTests
{
    [Fact]
    public async Task A_Blogger_feed_is_read_with_all_its_pages_labels_and_images()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Page("/feeds/posts/default?max-results=150", Samples.Atom(
            $"<link rel='next' href='{site.Url}/feeds/posts/default?start-index=3&amp;max-results=150'/>" + Entry(1) + Entry(2)));
        site.Page("/feeds/posts/default?start-index=3&max-results=150", Samples.Atom(
            $"<link rel='next' href='{site.Url}/feeds/posts/default?start-index=5&amp;max-results=150'/>" + Entry(3) + Entry(4)));
        site.Page("/feeds/posts/default?start-index=5&max-results=150", Samples.Atom(Entry(5)));

        var report = await workshop.PruneAsync(site.Url + "/feeds/posts/default");

        Assert.Equal(5, report.New);
        Assert.Equal(3, site.Requests.Count);
        var article = (await workshop.StoredAsync()).Single(a => a.SourceId == "tag:blogger.com,1999:blog-1.post-1");
        Assert.Equal(["harbour", "storm & sea"], article.Tags);
        Assert.Equal("https://1.bp.blogspot.example/x/s640/wall.jpg", article.Image);
        Assert.Equal(new DateTimeOffset(2026, 2, 3, 7, 0, 0, TimeSpan.Zero), article.Updated);

        // The whole archive was read: an article missing from its last page is withdrawn.
        site.Page("/feeds/posts/default?start-index=5&max-results=150", Samples.Atom(""));
        Assert.Equal(1, (await workshop.PruneAsync(site.Url + "/feeds/posts/default")).Withdrawn);
    }

    [Fact]
    public async Task A_Blogger_feed_without_a_next_link_is_paged_by_its_counts()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        const string Counts = "<openSearch:totalResults>3</openSearch:totalResults><openSearch:startIndex>{0}</openSearch:startIndex>";
        site.Page("/feeds/posts/default", Samples.Atom(Counts.Replace("{0}", "1", StringComparison.Ordinal) + Entry(1) + Entry(2)));
        site.Page("/feeds/posts/default?max-results=150&start-index=3",
            Samples.Atom(Counts.Replace("{0}", "3", StringComparison.Ordinal) + Entry(3)));

        Assert.Equal(3, (await workshop.ImportAsync(site.Url + "/feeds/posts/default")).New);
        Assert.Equal(2, site.Requests.Count);
    }

    [Fact]
    public async Task WordPress_posts_are_read_page_by_page_with_their_names()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        const string Embedded =
            """
            ,"_embedded":{"author":[{"name":"Jo"}],"wp:featuredmedia":[{"source_url":"https://wp.example/wall.jpg"}],
             "wp:term":[[{"taxonomy":"category","name":"News &amp; Views"},{"taxonomy":"category","name":"Sea"}],
              [{"taxonomy":"post_tag","name":"wall"}]]}
            """;
        site.Handle("/wp-json/wp/v2/posts", context =>
        {
            Assert.Contains("_embed", context.Request.Query.Keys);
            context.Response.Headers["X-WP-TotalPages"] = "2";
            return context.Response.WriteAsync(context.Request.Query["page"] == "1"
                ? $"[{FormatTests.RestPost(1, "One &#8211; two", Embedded)},{FormatTests.RestPost(2, "Two")}]"
                : $"[{FormatTests.RestPost(3, "Three")}]");
        });

        Assert.Equal(3, (await workshop.ImportAsync(site.Url + "/wp-json/wp/v2/posts")).New);

        Assert.Equal(2, site.Requests.Count);
        var article = (await workshop.StoredAsync()).Single(a => a.SourceId == "https://wp.example/?p=1");
        Assert.Equal(("One – two", "News & Views", "Sea,wall", "Jo", "https://wp.example/wall.jpg"),
            (article.Title, article.Section, string.Join(',', article.Tags), article.Author, article.Image));
    }

    [Fact]
    public async Task The_next_links_of_JSON_Feed_and_Atom_are_followed()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Page("/feed.json",
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"next_url\":\"/feed2.json\",\"items\":[{\"id\":1,\"title\":\"One\"}]}",
            "application/feed+json");
        site.Page("/feed2.json", "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"2\",\"title\":\"Two\"}]}",
            "application/feed+json");
        site.Page("/atom", Samples.Atom("<link rel='next' href='atom?page=2'/>" + Entry(1)));
        site.Page("/atom?page=2", Samples.Atom(Entry(2)));

        Assert.Equal(2, (await workshop.ImportAsync(site.Url + "/feed.json")).New);
        Assert.Equal(2, (await workshop.ImportAsync(site.Url + "/atom")).New);
    }

    [Fact]
    public async Task A_feed_with_only_the_newest_articles_withdraws_no_older_ones()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Page("/feed.xml", Samples.Rss(
            Samples.Item("old", date: "Thu, 01 Jan 2026 08:00:00 GMT"), Samples.Item("gone", date: "Tue, 03 Feb 2026 08:00:00 GMT"),
            Samples.Item("b")));
        await workshop.ImportAsync(site.Url + "/feed.xml");
        site.Page("/feed.xml", Samples.Rss(Samples.Item("b")));

        Assert.Equal(1, (await workshop.PruneAsync(site.Url + "/feed.xml")).Withdrawn);
        Assert.Equal(["b", "old"], (await workshop.StoredAsync()).Select(a => a.SourceId).Order());
    }

    [Fact]
    public async Task A_sitemap_index_leads_to_its_sitemaps_and_their_pages()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Page("/sitemap.xml", $"<sitemapindex "
            + $"xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>{site.Url}/1.xml</loc></sitemap><sitemap><loc>"
            + $"{site.Url}/2.xml.gz</loc></sitemap><sitemap><loc>{site.Url}/sitemap.xml</loc></sitemap></sitemapindex>");
        site.Page("/1.xml", $"<urlset><url><loc>{site.Url}/a</loc><image:image "
            + $"xmlns:image='i'><image:loc>{site.Url}/x.jpg</image:loc></image:image></url><url><loc>{site.Url}/missing</loc></url>"
            + $"</urlset>");
        site.Page("/2.xml.gz", Samples.Gzip(
            $"<urlset><url><loc>{site.Url}/b</loc></url><url><loc>{site.Url}/a</loc></url><url><loc>{site.Url}/c.pdf</loc></url></urlset>"),
            "application/gzip");
        site.Html("/a", Page("Harbour"));
        site.Html("/b", Page("Wall"));
        site.Page("/c.pdf", "%PDF-1.7", "application/pdf");

        var report = await workshop.ImportAsync(site.Url + "/sitemap.xml");

        Assert.Equal(2, report.New);
        Assert.Empty(report.Errors);
        Assert.Contains(report.Notes, note => note.Contains("/missing: the server answers 404"));
        Assert.Contains(report.Notes, note => note.EndsWith("/c.pdf: is not an HTML page", StringComparison.Ordinal));
        Assert.Equal(["Harbour", "Wall"], (await workshop.StoredAsync()).Select(a => a.Title).Order());
        Assert.Equal(0, (await workshop.PruneAsync(site.Url + "/sitemap.xml")).Withdrawn);
    }

    [Theory]
    [InlineData("<link rel='alternate' type='application/rss+xml' href='/comments/feed'><link rel='alternate' "
        + "type='application/atom+xml' href='/news.xml'>", "/news.xml")]
    [InlineData("<link rel='alternate' type='application/rss+xml' href='/feeds/posts/default?alt=rss'>",
        "/feeds/posts/default?max-results=150")]
    [InlineData("<link rel='https://api.w.org/' href='/wp-json/'>",
        "/wp-json/wp/v2/posts?per_page=100&page=1&_embed=author,wp:term,wp:featuredmedia")]
    [InlineData("", "/sitemap.xml")]
    public async Task A_home_page_leads_to_its_articles(string links, string expected)
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Html("/", $"<!DOCTYPE html><html><head><title>Courier</title>{links}</head><body><a href='/a'>Harbour</a></body></html>");
        site.Page(expected, expected switch
        {
            "/sitemap.xml" => $"<urlset><url><loc>{site.Url}/a</loc></url></urlset>",
            _ when expected.StartsWith("/wp-json", StringComparison.Ordinal) => $"[{FormatTests.RestPost(1, "Harbour")}]",
            _ => Samples.Atom(Entry(1)),
        });
        site.Html("/a", Page("Harbour"));

        var report = await workshop.ImportAsync(site.Url);

        Assert.Equal(1, report.New);
        Assert.Contains(expected, site.Requests);
        Assert.Contains(report.Notes, note => note.Contains(": reading "));
    }

    [Fact]
    public async Task A_home_page_without_a_feed_is_reported_with_advice()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Html("/", "<!DOCTYPE html><html><head><title>Courier</title></head><body></body></html>");

        var error = await Assert.ThrowsAsync<ImportException>(() => workshop.ImportAsync(site.Url + "/"));

        Assert.EndsWith("found neither a feed nor a sitemap; specify the address of one", error.Message);
    }

    // The parser of pages throws at each of these.
    [Theory]
    [InlineData("<html><select><option><svg><td><template></template></svg></td><th >")]
    [InlineData("<!DOCTYPE html><html><body><a><select><option><th><template></template><a></td><td>")]
    [InlineData("<html><blockquote><select><option><td><template/></template></blockquote></td>wall")]
    public async Task A_home_page_too_damaged_for_the_parser_is_reported_without_a_stack_trace(string html)
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Html("/", html);

        var error = await Assert.ThrowsAsync<ImportException>(() => workshop.ImportAsync(site.Url + "/"));

        Assert.EndsWith("cannot be read: its HTML is too damaged to be read", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsUnexpected);
    }

    [Fact]
    public async Task A_single_page_is_one_article()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Html("/2026/harbour", Page("Harbour"));

        Assert.Equal(1, (await workshop.ImportAsync(site.Url + "/2026/harbour")).New);
        Assert.Equal(site.Url + "/2026/harbour", Assert.Single(await workshop.StoredAsync()).SourceId);
    }

    private static string Entry(int number) =>
        $"<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id><published>2026-02-0{number}T08:00:00+01:00</published><updated>"
        + $"2026-02-03T08:00:00+01:00</updated>" +
        "<category scheme='http://www.blogger.com/atom/ns#' term='harbour'/><category scheme='http://www.blogger.com/atom/ns#' "
        + "term='storm &amp; sea'/>" +
        $"<title type='text'>Post {number}</title><content type='html'>&lt;p&gt;{Samples.Body}&lt;/p&gt;</content><link rel='alternate' "
        + $"type='text/html' href='https://c.blogspot.example/{number}.html'/>" +
        "<media:thumbnail url='https://1.bp.blogspot.example/x/s72-c/wall.jpg' height='72' width='72'/></entry>";

    private static string Page(string title) =>
        $"<!DOCTYPE html><html><head><title>{title}</title><meta property='og:type' "
        + $"content='article'></head><body><article><h1>{title}</h1><p>{Samples.Body} {Samples.Body}</p></article></body></html>";
}

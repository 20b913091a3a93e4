using Microsoft.AspNetCore.Http;
using Recommender.Service.Importing;
using Recommender.Service.Importing.Crawling;

namespace Recommender.Service.Tests.Importing.Crawling;

/// <summary>What sitemaps say and what they look like, over real HTTP.</summary>
public sealed class SitemapTests
{
    private const string News = "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9' "
        + "xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'";

    private static readonly string[] Children = ["gone.xml", "hidden.xml", "page", "map.xml", "good.xml"];

    [Fact]
    public async Task A_news_sitemap_gives_titles_dates_and_pictures()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Page("/news.xml", $"<urlset {News}><url><loc>{site.Url}/a</loc><news:news><news:publication><news:name>Courier</news:name>"
            + "</news:publication><news:publication_date>2026-02-03T10:00:00+01:00</news:publication_date><news:title>"
            + "The wall &amp; the sea</news:title></news:news>"
            + $"<image:image><image:loc>{site.Url}/wall.jpg</image:loc></image:image></url></urlset>");
        site.Html("/a", Page("Courier"));

        await workshop.ImportAsync(site.Url + "/news.xml");

        var article = Assert.Single(await workshop.StoredAsync());
        Assert.Equal(
            ("The wall & the sea", new DateTimeOffset(2026, 2, 3, 9, 0, 0, TimeSpan.Zero), site.Url + "/wall.jpg"),
            (article.Title, article.Published, article.Image));
    }

    [Theory]
    [InlineData("text/plain", "{0}/a\r\n\r\n{0}/b\n")]
    [InlineData("application/xml", "<rss version='2.0'><channel><item><title>x</title><link>{0}/a</link></item>"
        + "<item><link>{0}/b</link></item></channel></rss>")]
    [InlineData("application/xml", "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='{0}/a'/></entry>"
        + "<entry><link rel='alternate' href='{0}/b'/></entry></feed>")]
    public async Task A_sitemap_may_be_text_RSS_or_Atom(string type, string content)
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Page("/map.xml", $"<sitemapindex><sitemap><loc>{site.Url}/pages</loc></sitemap></sitemapindex>");
        site.Page("/pages", content.Replace("{0}", site.Url, StringComparison.Ordinal), type);
        site.Html("/a", Page("Harbour"));
        site.Html("/b", Page("Wall"));

        Assert.Equal(2, (await workshop.ImportAsync(site.Url + "/map.xml")).New);
    }

    [Fact]
    public async Task A_text_sitemap_may_be_the_source_itself()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Page("/map.txt", $"{site.Url}/a\n{site.Url}/b\n", "text/plain");
        site.Html("/a", Page("Harbour"));
        site.Html("/b", Page("Wall"));

        Assert.Equal(2, (await workshop.ImportAsync(site.Url + "/map.txt")).New);
    }

    [Fact]
    public async Task Sitemaps_that_cannot_be_read_are_named_one_by_one_and_make_the_import_incomplete()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Page("/robots.txt", "User-agent: *\nDisallow: /hidden\n", "text/plain");
        site.Page("/map.xml", "<sitemapindex>" + string.Concat(Children.Select(
            name => $"<sitemap><loc>{site.Url}/{name}</loc></sitemap>")) + "</sitemapindex>");
        site.Html("/page", Page("Harbour"));
        site.Page("/good.xml", $"<urlset><url><loc>{site.Url}/a</loc></url></urlset>");
        site.Html("/a", Page("Wall"));

        var report = await workshop.ImportAsync(site.Url + "/map.xml");

        Assert.Equal(1, report.New);
        Assert.Equal(
            ["/gone.xml: the server answers 404", "/hidden.xml: robots.txt forbids it", "/page: is not a sitemap"],
            report.Missing.Select(line => line[site.Url.Length..]).Zip([33, 34, 23], (line, length) => line[..length]));
        Assert.Contains(
            "nothing was withdrawn, because not everything could be read", (await workshop.PruneAsync(site.Url + "/map.xml")).Notes);
    }

    [Fact]
    public async Task A_date_of_change_that_is_always_now_neither_stops_updates_nor_fetches_everything()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        var (version, whole) = ("1", 0);
        site.Handle("/map.xml", context => context.Response.WriteAsync("<urlset>" + string.Concat(Enumerable.Range(0, 10).Select(i =>
            $"<url><loc>{site.Url}/{i}</loc><lastmod>{workshop.Clock.GetUtcNow():O}</lastmod></url>")) + "</urlset>"));
        for (var i = 0; i < 10; i++)
        {
            var number = i;
            site.Handle($"/{i}", context =>
            {
                var etag = $"\"{(number == 3 ? version : "1")}\"";
                context.Response.Headers.ETag = etag;
                context.Response.ContentType = "text/html";
                if (context.Request.Headers.IfNoneMatch == etag)
                {
                    context.Response.StatusCode = 304;
                    return Task.CompletedTask;
                }

                whole++;
                return context.Response.WriteAsync(Page($"Wall {number} {(number == 3 ? version : "")}"));
            });
        }

        await workshop.ImportAsync(site.Url + "/map.xml");
        (version, whole) = ("2", 0);
        workshop.Clock.Advance(TimeSpan.FromMinutes(20));
        var report = await workshop.ImportAsync(site.Url + "/map.xml");

        Assert.Equal((0, 1, 9, 1), (report.New, report.Changed, report.Unchanged, whole));
    }

    [Fact]
    public async Task Pages_are_taken_and_left_out_by_patterns_whatever_the_guess()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        string[] paths = ["/a", "/about", "/shop/one", "/shop/stories/two", "/tag/sea"];
        site.Page("/map.xml", "<urlset>" + string.Concat(paths.Select(path => $"<url><loc>{site.Url}{path}</loc></url>")) + "</urlset>");
        paths.ToList().ForEach(path => site.Html(path, Page("Wall " + path)));

        var report = await workshop.ImportAsync(
            new ImportOptions { Patterns = new PagePatterns(["/shop/stories/", "/about$"], ["/shop/"]) }, site.Url + "/map.xml");

        Assert.Equal(
            ["/a", "/about", "/shop/stories/two"],
            (await workshop.StoredAsync()).Select(article => article.Url![site.Url.Length..]).Order());
        Assert.DoesNotContain("/shop/one", site.Requests);
        Assert.Equal(
            [new ReasonCount("is a list of articles, by its address", 1, site.Url + "/tag/sea"),
                new ReasonCount(SiteCrawl.Excluded, 1, site.Url + "/shop/one")],
            report.Sources[0].LeftOut);
    }

    [Fact]
    public async Task A_page_may_be_hidden_by_its_header_or_name_another_as_its_original()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Page("/map.xml", "<urlset>" + string.Concat("abc".Select(page => $"<url><loc>{site.Url}/{page}</loc></url>")) + "</urlset>");
        site.Html("/a", Page("Wall"));
        site.Handle("/b", context =>
        {
            context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync(Page("Sea"));
        });
        site.Html("/c", Page("Wall again", "<link rel='canonical' href='/a'>"));

        var report = await workshop.ImportAsync(site.Url + "/map.xml");

        Assert.Equal("Wall", Assert.Single(await workshop.StoredAsync()).Title);
        Assert.Equal(
            ["asks not to be found (noindex)", "names another page as its original"],
            report.Sources[0].LeftOut.Select(each => each.Reason).Order());
    }

    [Fact]
    public async Task A_server_that_fails_is_not_asked_for_every_page_and_the_next_import_goes_on()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Page("/map.xml", "<urlset>" + string.Concat(Enumerable.Range(0, 40).Select(
            i => $"<url><loc>{site.Url}/{i}</loc></url>")) + "</urlset>");
        var isDown = true;
        for (var i = 0; i < 40; i++)
        {
            var number = i;
            site.Handle($"/{i}", context =>
            {
                context.Response.StatusCode = isDown ? 503 : 200;
                context.Response.ContentType = "text/html";
                return context.Response.WriteAsync(Page($"Wall {number}"));
            });
        }

        var report = await workshop.ImportAsync(site.Url + "/map.xml");

        Assert.StartsWith("10 pages could not be fetched, first ", Assert.Single(report.Missing), StringComparison.Ordinal);
        Assert.True(report.Sources[0].IsIncomplete);
        Assert.InRange(site.Requests.Count, 11, 12);
        isDown = false;
        Assert.Equal(40, (await workshop.ImportAsync(site.Url + "/map.xml")).New);
    }

    [Fact]
    public async Task Pages_for_which_there_is_no_time_are_read_by_the_next_imports()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Page("/map.xml", "<urlset>" + string.Concat(Enumerable.Range(0, 250).Select(
            i => $"<url><loc>{site.Url}/{i}</loc></url>")) + "</urlset>");
        for (var i = 0; i < 250; i++)
        {
            var number = i;
            site.Handle($"/{i}", context =>
            {
                workshop.Clock.Advance(TimeSpan.FromSeconds(1));
                context.Response.ContentType = "text/html";
                return context.Response.WriteAsync(Page($"Wall {number}"));
            });
        }

        var options = new ImportOptions { PageTime = TimeSpan.FromSeconds(225) };
        var report = await workshop.ImportAsync(options, site.Url + "/map.xml");

        Assert.Equal((225, 25), (report.New, report.Sources[0].PagesLeft));
        Assert.InRange(report.Sources[0].SecondsLeft!.Value, 20, 30);
        site.Requests.Clear();
        Assert.Equal(25, (await workshop.ImportAsync(options, site.Url + "/map.xml")).New);
        Assert.Equal(26, site.Requests.Count);
    }

    internal static string Page(string title, string head = "") =>
        $"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>"
        + $"<p>{Samples.Body} {Samples.Body}</p></article></body></html>";
}

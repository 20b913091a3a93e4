using Microsoft.AspNetCore.Http;

namespace Recommender.Service.Tests.Importing.Crawling;

/// <summary>From the address of a site to all its articles.</summary>
public sealed class HomePageTests
{
    private const string Rss = "<link rel='alternate' type='application/rss+xml' href='/feed.xml'>";

    [Theory]
    [InlineData(401, "{\"code\":\"rest_not_logged_in\"}", "application/json")]
    [InlineData(403, "<html><body>no</body></html>", "text/html")]
    [InlineData(404, "{\"code\":\"rest_no_route\"}", "application/json")]
    [InlineData(200, "<!DOCTYPE html><html><body>Log in</body></html>", "text/html")]
    public async Task A_site_that_closes_its_API_gives_its_feed_and_sitemap(int status, string body, string type)
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        Front(site, "<link rel='https://api.w.org/' href='/wp-json/'>" + Rss);
        site.Handle("/wp-json/wp/v2/posts", context =>
        {
            (context.Response.StatusCode, context.Response.ContentType) = (status, type);
            return context.Response.WriteAsync(body);
        });
        site.Page("/feed.xml", Samples.Rss(Item(site, 1, Samples.Body), Item(site, 2, Samples.Body)));
        Map(site, 4);

        Assert.Equal(4, (await workshop.ImportAsync(site.Url + "/")).New);
        Assert.Equal(4, (await workshop.ImportAsync(site.Url + "/wp-json/wp/v2/posts")).Unchanged);
    }

    [Fact]
    public async Task An_article_that_leaves_the_feed_stays_the_same_article()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        Front(site, Rss);
        site.Page("/feed.xml", Samples.Rss(Item(site, 1, Long), Item(site, 2, Long)));
        Map(site, 3);
        await workshop.ImportAsync(site.Url + "/");
        site.Page("/feed.xml", Samples.Rss(Item(site, 3, Long), Item(site, 2, Long)));

        var report = await workshop.PruneAsync(site.Url + "/");

        Assert.Equal((0, 0), (report.New, report.Withdrawn));
        Assert.Equal(
            ["guid-1", "guid-2", site.Url + "/a/3"], (await workshop.StoredAsync()).Select(article => article.SourceId).Order());
    }

    [Fact]
    public async Task The_beginnings_in_a_feed_are_completed_once_and_again_when_the_feed_changes()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        Map(site, 2);
        site.Page("/feed.xml", Samples.Rss(Item(site, 1, "The wall …"), Item(site, 2, "The sea. Read more")));

        Assert.Equal(2, (await workshop.ImportAsync(site.Url + "/feed.xml")).New);
        var article = (await workshop.StoredAsync()).Single(each => each.SourceId == "guid-1");
        Assert.Equal("Feed title 1", article.Title);
        Assert.Contains(Samples.Body, article.Text, StringComparison.Ordinal);

        var revision = await workshop.RevisionAsync();
        site.Requests.Clear();
        Assert.Equal(2, (await workshop.ImportAsync(site.Url + "/feed.xml")).Unchanged);
        Assert.Equal(["/feed.xml"], site.Requests);
        Assert.Equal(revision, await workshop.RevisionAsync());

        site.Page("/feed.xml", Samples.Rss(Item(site, 1, "The wall is finished …"), Item(site, 2, "The sea. Read more")));
        site.Html("/a/1", SitemapTests.Page("Wall 1").Replace("<p>", "<p>Finished. ", StringComparison.Ordinal));
        await workshop.ImportAsync(site.Url + "/feed.xml");
        Assert.StartsWith(
            "Finished. ", (await workshop.StoredAsync()).Single(each => each.SourceId == "guid-1").Text.Split('\n')[^1],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Short_items_whose_pages_say_no_more_are_left_as_they_are()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Page("/feed.xml", Samples.Rss([.. Enumerable.Range(0, 20).Select(i => Item(site, i, "A line."))]));
        for (var i = 0; i < 20; i++)
        {
            site.Html($"/a/{i}", "<html><body><p>A line.</p></body></html>");
        }

        Assert.Equal(20, (await workshop.ImportAsync(site.Url + "/feed.xml")).New);

        Assert.Equal(1 + 5, site.Requests.Count);
    }

    [Fact]
    public async Task A_site_that_announces_nothing_gives_its_feed_at_a_usual_place()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        Front(site, "");
        site.Page("/rss.xml", Samples.Rss(Item(site, 1, Long)));

        Assert.Equal(1, (await workshop.ImportAsync(site.Url + "/")).New);
    }

    private static string Long => string.Join(' ', Enumerable.Repeat(Samples.Body, 10));

    private static void Front(LocalSite site, string head) =>
        site.Html("/", $"<!DOCTYPE html><html><head><title>Courier</title>{head}</head><body><a href='/a/1'>Wall</a></body></html>");

    private static void Map(LocalSite site, int count)
    {
        site.Page("/sitemap.xml", "<urlset>" + string.Concat(Enumerable.Range(1, count).Select(
            i => $"<url><loc>{site.Url}/a/{i}</loc></url>")) + "</urlset>");
        for (var i = 1; i <= count; i++)
        {
            site.Html($"/a/{i}", SitemapTests.Page($"Wall {i}"));
        }
    }

    private static string Item(LocalSite site, int i, string text) =>
        $"<item><guid isPermaLink='false'>guid-{i}</guid><title>Feed title {i}</title><link>{site.Url}/a/{i}</link>"
        + $"<pubDate>Thu, {i + 1:00} Jan 2026 08:00:00 GMT</pubDate><description>{text}</description></item>";
}

namespace Recommender.Service.Tests.Importing.Crawling;

/// <summary>A whole site from its home page, over real HTTP: a feed of beginnings, a sitemap of everything.</summary>
public sealed class SiteCrawlTests
{
    private const int InFeed = 10;

    private static readonly string[] Maps = ["1.xml", "gone.xml", "2.xml"];

    public static TheoryData<string> Names { get; } = ["WordPress", "Bare", "German", "Russian", "Japanese"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_site_gives_its_articles_and_nothing_else_and_then_only_what_changes(string name)
    {
        var made = (MadeSite)typeof(MadeSite).GetProperty(name)!.GetValue(null)!;
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        Serve(site, made, DateOfChange);

        var report = await workshop.ImportAsync(site.Url + "/");

        var stored = await workshop.StoredAsync();
        Assert.Equal(
            MadeSite.Articles(made).Select(article => new Uri(site.Url + article.Path).AbsoluteUri).Order(),
            stored.Select(article => article.Url!).Order());
        Assert.Equal(MadeSite.Count, report.New);
        Assert.Contains("/gone.xml", Assert.Single(report.Missing));
        Assert.Contains(report.Notes, note => note.Contains($"the feed holds {InFeed} of about 2", StringComparison.Ordinal));
        var source = Assert.Single(report.Sources);
        Assert.True(source.IsIncomplete);
        Assert.Equal(made.Lists.Length + made.Others.Length + 2, source.LeftOut.Sum(each => each.Count));
        // Feed and page are one article: the feed's id, the page's text.
        var newest = stored.Single(article => article.SourceId == $"guid-{MadeSite.Count - 1}");
        Assert.True(newest.Text.Length > 3 * made.Lead(MadeSite.Count - 1).Length);

        site.Requests.Clear();
        report = await workshop.ImportAsync(site.Url + "/");
        Assert.Equal((0, 0, MadeSite.Count), (report.New, report.Changed, report.Unchanged));
        Assert.DoesNotContain(site.Requests, IsArticle);

        site.Html(Path(50), made.Article(50, "One thing more, added later."));
        Serve(site, made, i => i == 50 ? "2026-02-28" : DateOfChange(i), onlyMap: true);
        site.Requests.Clear();
        report = await workshop.ImportAsync(site.Url + "/");
        Assert.Equal((0, 1, MadeSite.Count - 1), (report.New, report.Changed, report.Unchanged));
        Assert.Equal(Path(50), Assert.Single(site.Requests, IsArticle));

        string Path(int i) => new Uri(site.Url + made.ArticlePath(i)).AbsolutePath is var path ? Uri.UnescapeDataString(path) : "";
        bool IsArticle(string path) => MadeSite.Articles(made).Any(article => article.Path == path);
    }

    private static string DateOfChange(int i) => $"2025-{1 + (i % 12):00}-{1 + (i % 28):00}";

    private static void Serve(LocalSite site, MadeSite made, Func<int, string> changed, bool onlyMap = false)
    {
        var others = made.Lists.Concat(made.Others).Append("/").Append("/noindex-page/");
        var map = Enumerable.Range(0, MadeSite.Count).Select(i => Entry(made.ArticlePath(i), changed(i)))
            .Concat(others.Select(path => Entry(path, "2024-01-01"))).ToList();
        site.Page("/robots.txt", $"User-agent: *\nDisallow:\nSitemap: {site.Url}/map.xml\n", "text/plain");
        site.Page("/map.xml", "<sitemapindex>" + string.Concat(Maps.Select(
            name => $"<sitemap><loc>{site.Url}/{name}</loc></sitemap>")) + "</sitemapindex>");
        site.Page("/1.xml", $"<urlset>{string.Concat(map.Where((_, i) => i % 2 == 0))}</urlset>");
        site.Page("/2.xml", $"<urlset>{string.Concat(map.Where((_, i) => i % 2 == 1))}</urlset>");
        if (onlyMap)
        {
            return;
        }

        foreach (var (path, html) in made.Pages())
        {
            site.Html(path, html);
        }

        site.Page("/feed.xml", "<rss version='2.0'><channel><title>x</title>" + string.Concat(
            Enumerable.Range(MadeSite.Count - InFeed, InFeed).Reverse().Select(i =>
                $"<item><guid isPermaLink='false'>guid-{i}</guid><title>{made.Title(i)}</title><link>{site.Url}{made.ArticlePath(i)}</link>"
                + $"<pubDate>{MadeSite.DateOf(i):R}</pubDate><description>{made.Lead(i)}</description></item>")) + "</channel></rss>");

        string Entry(string path, string date) =>
            $"<url><loc>{new Uri(site.Url + path).AbsoluteUri}</loc><lastmod>{date}</lastmod></url>";
    }
}

using Microsoft.AspNetCore.Http;
using Recommender.Service.Articles;
using Recommender.Service.Storage;

namespace Recommender.Service.Tests.Importing;

/// <summary>Items that a source marks as not public are not imported, and are withdrawn if they were imported before.</summary>
public sealed class NotPublicTests
{
    private const string Form =
        "<p>This content is locked.</p><form action=\"https://wp.example/wp-login.php?action=postpass\" method=\"post\">" +
        "<input name=\"post_password\"></form>";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("publish", "open sesame", "is protected by a password")]
    [InlineData("private", "", "is private, not published")]
    [InlineData("draft", "", "is a draft, not published")]
    [InlineData("pending", "", "is pending, not published")]
    [InlineData("future", "", "is future, not published")]
    [InlineData("trash", "", "is trash, not published")]
    public Task A_post_that_is_not_public_in_a_WordPress_export_is_withdrawn(string status, string password, string reason) =>
        HidesAsync("export.xml", Wxr(Post("7", "publish")), Wxr(Post("7", status, password)), reason);

    [Theory]
    [InlineData("\"status\":\"publish\"", "\"content\":{\"rendered\":\"\",\"protected\":true}", "is protected by a password")]
    [InlineData("\"status\":\"publish\"", "\"excerpt\":{\"rendered\":\"\",\"protected\":true}", "is protected by a password")]
    [InlineData("\"password\":\"\"", "\"password\":\"open sesame\"", "is protected by a password")]
    [InlineData("\"status\":\"publish\"", "\"status\":\"private\"", "is private, not published")]
    [InlineData("\"status\":\"publish\"", "\"status\":\"draft\"", "is a draft")]
    public Task A_post_that_is_not_public_in_the_WordPress_API_is_withdrawn(string before, string now, string reason)
    {
        var start = $$"""[{"id":7,"guid":{"rendered":"{{Guid("7")}}"},"title":{"rendered":"Protected: the wall"},""";
        return HidesAsync("posts.json", $"{start}{before}}}]", $"{start}{now}}}]", reason);
    }

    [Theory]
    [InlineData("<app:control xmlns:app='http://www.w3.org/2007/app'><app:draft>yes</app:draft></app:control>", "is a draft")]
    [InlineData("<control xmlns='http://purl.org/atom/app#'><draft>YES</draft></control>", "is a draft")]
    [InlineData("<b:type xmlns:b='x/blogger'>POST</b:type><b:status xmlns:b='x/blogger'>DRAFT</b:status>", "is a draft")]
    [InlineData("<blogger:status xmlns:blogger='b/blogger'>SOFT_TRASHED</blogger:status>", "is soft_trashed, not published")]
    public Task A_draft_in_an_Atom_feed_is_withdrawn(string mark, string reason) =>
        HidesAsync("atom.xml", Samples.Atom(Entry("")), Samples.Atom(Entry(mark)), reason);

    [Theory]
    [InlineData("feed.xml", true)]
    [InlineData("feed.json", true)]
    [InlineData("page.html", true)]
    [InlineData("story.md", false)]
    public Task Items_that_are_not_public_in_other_formats_are_withdrawn(string name, bool isProtected)
    {
        string Document(bool isHidden) => Path.GetExtension(name) switch
        {
            ".xml" => Samples.Rss(Samples.Item("a", body: isHidden ? Form : Samples.Body)),
            ".json" => "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"a\",\"title\":\"Wall\",\"content_html\":" +
                System.Text.Json.JsonSerializer.Serialize(isHidden ? Form : Samples.Body) + "}]}",
            ".html" => "<!DOCTYPE html><html><head><title>Wall</title><link rel='canonical' href='https://wp.example/wall'></head>" +
                $"<body><article><p>{Samples.Body}</p>{(isHidden ? Form : "")}</article></body></html>",
            _ => $"---\ntitle: Wall\ndraft: {(isHidden ? "true" : "false")}\n---\n\n{Samples.Body}\n",
        };
        return HidesAsync(name, Document(false), Document(true), isProtected ? "is protected by a password" : "is a draft");
    }

    [Fact]
    public async Task An_import_of_the_newest_items_withdraws_only_what_is_not_public()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        const string Address = "/wp-json/wp/v2/posts?per_page=1&page=1&_embed=1";
        var posts = Enumerable.Range(1, 3).Select(number => FormatTests.RestPost(number, $"Post {number}"));
        await workshop.ImportAsync(workshop.Write("posts.json", $"[{string.Join(',', posts)}]"));
        site.Page(Address, $"[{FormatTests.RestPost(3, "Protected: Post 3", ",\"password\":\"x\"")}]", "application/json");

        Assert.Equal(1, (await workshop.ImportAsync(site.Url + Address)).Withdrawn);

        Assert.Equal(["Post 1", "Post 2"], (await workshop.StoredAsync()).Select(article => article.Title).Order());
    }

    [Fact]
    public async Task Pages_without_public_items_do_not_end_the_import()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Handle("/wp-json/wp/v2/posts", context =>
        {
            context.Response.Headers["X-WP-TotalPages"] = "4";
            var page = int.Parse(context.Request.Query["page"]!, null);
            var more = page is 2 or 3 ? ",\"password\":\"x\"" : "";
            return context.Response.WriteAsync($"[{FormatTests.RestPost(page, $"Post {page}", more)}]");
        });

        var report = await workshop.ImportAsync(site.Url + "/wp-json/wp/v2/posts");

        Assert.Equal((2, 2), (report.New, report.Skipped));
        Assert.Equal(["Post 1", "Post 4"], (await workshop.StoredAsync()).Select(article => article.Title).Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_post_hidden_by_one_of_two_sources_is_hidden(bool hidesFirst)
    {
        await using var workshop = new Workshop();
        var open = workshop.Write("open.xml", Samples.Rss(Samples.Item(Guid("7")), Samples.Item(Guid("8"))));
        var hiding = workshop.Write("hiding.xml", Wxr(Post("7", "private")));

        await workshop.ImportAsync(hidesFirst ? [hiding, open] : [open, hiding]);

        Assert.Equal([Guid("8")], (await workshop.StoredAsync()).Select(article => article.SourceId));
    }

    [Fact]
    public async Task Of_two_posts_with_the_same_guid_only_the_hidden_one_is_withdrawn()
    {
        await using var workshop = new Workshop();
        var file = workshop.Write("export.xml", Wxr(Post("7", "publish"), Post("9", "publish", guid: Guid("7"))));
        await workshop.ImportAsync(file);

        workshop.Write("export.xml", Wxr(Post("7", "publish"), Post("9", "publish", "open sesame", Guid("7"))));
        Assert.Equal(1, (await workshop.ImportAsync(file)).Withdrawn);
        Assert.Equal([Guid("7")], (await workshop.StoredAsync()).Select(article => article.SourceId));

        workshop.Write("export.xml", Wxr(Post("7", "private"), Post("9", "private", guid: Guid("7"))));
        Assert.Equal(1, (await workshop.ImportAsync(file)).Withdrawn);
        Assert.Empty(await workshop.StoredAsync());
    }

    [Fact]
    public async Task Articles_pushed_by_the_site_stay()
    {
        await using var workshop = new Workshop();
        var file = workshop.Write("export.xml", Wxr(Post("7", "publish"), Post("8", "publish")));
        await workshop.ImportAsync(file);
        var pushed = (await workshop.StoredAsync()).Single(article => article.SourceId == Guid("8"));
        var pushes = new ArticlePushStore(workshop.Get<Database>(), workshop.Clock);
        await pushes.PushAsync(Workshop.Site, [new ArticlePush(Guid("8"), pushed)], Cancel);
        workshop.Write("export.xml", Wxr(Post("7", "private"), Post("8", "private")));

        Assert.Equal(1, (await workshop.ImportAsync(file)).Withdrawn);

        Assert.Equal([Guid("8")], (await workshop.StoredAsync()).Select(article => article.SourceId));
    }

    // Never imported if hidden from the start, withdrawn if it was public, and restored when it is public again.
    private static async Task HidesAsync(string name, string open, string hidden, string reason)
    {
        await using var workshop = new Workshop();
        var skipped = Assert.Single((await workshop.ImportAsync(workshop.Write(name, hidden))).SkippedItems);
        Assert.Equal(reason, skipped.Reason);
        Assert.Empty(await workshop.StoredAsync());

        Assert.Equal(1, (await workshop.ImportAsync(workshop.Write(name, open))).New);
        var report = await workshop.ImportAsync(workshop.Write(name, hidden));
        Assert.Equal(1, report.Withdrawn);
        Assert.Equal($"{reason}; its article was withdrawn and erased", Assert.Single(report.SkippedItems).Reason);
        Assert.Empty(await workshop.StoredAsync());
        Assert.Equal(0, (await workshop.PruneAsync(Path.Combine(workshop.Folder, name))).Withdrawn);

        Assert.Equal(1, (await workshop.ImportAsync(workshop.Write(name, open))).Changed);
        Assert.Single(await workshop.StoredAsync());
    }

    private static string Guid(string number) => $"https://wp.example/?p={number}";

    private static string Entry(string mark) =>
        $"<entry><id>tag:a,2026:1</id><title>Wall</title><content type='html'>Stands</content>{mark}</entry>";

    private static string Wxr(params string[] items) =>
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:wp='http://wordpress.org/export/1.2/'>" +
        $"<channel>{string.Concat(items)}</channel></rss>";

    private static string Post(string number, string status, string password = "", string? guid = null) =>
        $"<item><title>Wall {number}</title><guid isPermaLink='false'>{guid ?? Guid(number)}</guid>" +
        $"<content:encoded>Stands {number}</content:encoded>" +
        $"<wp:post_id>{number}</wp:post_id><wp:status>{status}</wp:status><wp:post_type>post</wp:post_type>" +
        $"<wp:post_password><![CDATA[{password}]]></wp:post_password></item>";
}

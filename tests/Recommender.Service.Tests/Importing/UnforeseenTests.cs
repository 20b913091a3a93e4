using System.Text;
using Recommender.Service.Tests.Commands;

namespace Recommender.Service.Tests.Importing;

/// <summary>Sources that make a parser throw unexpected exceptions.</summary>
public sealed class UnforeseenTests
{
    private const string Version = "\"version\":\"https://jsonfeed.org/version/1\"";
    private const string Half = @"\ud83d";

    [Theory]
    [InlineData("""[{"id":"a","title":"One"},{"id":"b","title":"Cut \ud83d"},{"id":"c","title":"Three"}]""")]
    [InlineData("""[{"id":"a","title":"One"},{"id":"b","title":"Two","tags":["x","\udc00y"]},{"id":"c","title":"Three"}]""")]
    [InlineData("""[{"id":"a","title":"One"},{"id":"b\ud800","title":"Two"},{"id":"c","title":"Three"}]""")]
    [InlineData("""[{"id":"a","title":"One"},{"\ud800 name":1,"title":"Two"},{"id":"c","title":"Three"}]""")]
    [InlineData($$"""{{{Version}},"items":[{"id":"a","content_text":"x"},{"id":"b","content_html":"<p>\udfff"},{"id":"c","title":"t"}]}""")]
    [InlineData($$"""{{{Version}},"items":[{"id":"a","title":"x"},{"id":"b","title":"t","author":"\ud801"},{"id":"c","title":"c"}]}""")]
    public async Task An_unpaired_surrogate_in_JSON_costs_only_its_item(string json)
    {
        await using var workshop = new Workshop();

        var report = await workshop.ImportAsync(workshop.Write("feed.json", json));

        Assert.Equal(["a", "c"], (await workshop.StoredAsync()).Select(article => article.SourceId).Order());
        var skipped = Assert.Single(report.SkippedItems);
        Assert.Equal(2, skipped.Number);
        Assert.StartsWith("cannot be read: ", skipped.Reason, StringComparison.Ordinal);
        Assert.Empty(report.Errors);
    }

    [Fact]
    public async Task An_unpaired_surrogate_in_a_WordPress_post_costs_only_its_item_and_withdraws_nothing()
    {
        static string Posts(string second) =>
            $$"""
            [
              {"id":1,"title":{"rendered":"One"},"link":"https://b.example/1"},
              {"id":2,"title":{"rendered":"Two{{second}}"},"link":"https://b.example/2"}
            ]
            """;
        await using var workshop = new Workshop();
        await workshop.ImportAsync(workshop.Write("posts.json", Posts("")));

        var report = await workshop.PruneAsync(workshop.Write("posts.json", Posts(Half)));

        Assert.Equal((1, 0), (report.Skipped, report.Withdrawn));
        Assert.Equal(2, (await workshop.StoredAsync()).Count);
    }

    [Fact]
    public async Task An_unpaired_surrogate_in_the_data_of_the_feed_itself_costs_no_item()
    {
        await using var workshop = new Workshop();

        var report = await workshop.ImportAsync(workshop.Write("feed.json",
            $$"""{{{Version}},"author":{"name":"A \ud83d"},"language":"\udc00","items":[{"id":"a","title":"One"}]}"""));

        Assert.Equal(1, report.New);
        Assert.Contains(report.Notes, note => note.Contains("its author cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unreadable_file_of_a_folder_does_not_affect_the_others()
    {
        await using var workshop = new Workshop();
        workshop.Write("posts/a.md", "---\ntitle: Harbour\n---\nThe wall.");
        workshop.Write("posts/b.md", "---\ntitle: Deep\n---\n" + new string('[', 50_000));
        workshop.Write("posts/c.json", $$"""{{{Version}},"next_url":"\ud800","items":[{"id":"never","title":"x"}]}""");
        workshop.Write("posts/d.json", """[{"id":"d"]""");
        workshop.Write("posts/e.xml", Samples.Rss(Samples.Item("e")));

        var report = await workshop.PruneAsync(Path.Combine(workshop.Folder, "posts"));

        Assert.Equal(["a", "e"], (await workshop.StoredAsync()).Select(article => article.SourceId).Order());
        Assert.Contains(report.SkippedItems, item => item.Source.EndsWith("b.md", StringComparison.Ordinal));
        Assert.Equal(["c.json", "d.json"], report.Errors.Select(error => Path.GetFileName(error.Split(": ")[0])));
        Assert.All(report.Errors, error => Assert.DoesNotContain('\n', error));
    }

    [Theory]
    [InlineData("utf-7")]
    [InlineData("x-unicode-2-0-utf-7")]
    public async Task An_unsupported_encoding_does_not_affect_other_sources(string encoding)
    {
        await using var workshop = new Workshop();
        var strange = workshop.Write(
            "a.xml", Encoding.ASCII.GetBytes($"<?xml version=\"1.0\" encoding=\"{encoding}\"?><rss><channel></channel></rss>"));

        await workshop.ImportAsync(strange, workshop.Write("b.xml", Samples.Rss(Samples.Item("b"))));

        Assert.Equal("b", Assert.Single(await workshop.StoredAsync()).SourceId);
    }

    [Fact]
    public async Task An_unreadable_page_of_a_sitemap_does_not_affect_the_others()
    {
        await using var workshop = new Workshop();
        await using var site = await LocalSite.StartAsync();
        site.Page("/sitemap.xml", "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
            + string.Concat("abc".Select(page => $"<url><loc>{site.Url}/{page}</loc></url>")) + "</urlset>");
        site.Html("/a", "<html><head><title>One</title></head><body><p>The wall.</p></body></html>");
        site.Page("/b", [0x1F, 0x8B, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9], "text/html");
        site.Html("/c",
            """
            <html><head><title>Three</title><script type="application/ld+json">{"@type":"Article","headline":"Three\ud800"}</script></head>
            <body><p>The sea.</p></body></html>
            """);

        await workshop.ImportAsync(site.Url + "/sitemap.xml");

        Assert.Equal(["One", "Three"], (await workshop.StoredAsync()).Select(article => article.Title).Order());
    }

    [Fact]
    public async Task The_command_line_prints_one_line_and_returns_1()
    {
        await using var workshop = new Workshop();
        var file = workshop.Write("feed.json", $$"""{{{Version}},"next_url":"\ud800","items":[]}""");

        var (exit, _, error) = await CommandLineTests.RunAsync(["import", file, "--data", Path.Combine(workshop.Folder, "other")]);

        Assert.Equal(1, exit);
        var line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"recommender: {file}: cannot be read: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("unexpected", line, StringComparison.Ordinal);
    }
}

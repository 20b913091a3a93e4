using System.Text;
using Recommender.Service.Articles;
using Recommender.Service.Importing;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Tests.Importing;

/// <summary>Hostile and damaged sources do no harm and are reported in one line with the item's number, never with a stack trace.</summary>
public sealed class HostileInputTests
{
    [Fact]
    public async Task An_external_entity_is_never_read()
    {
        await using var workshop = new Workshop();
        var secret = workshop.Write("secret.txt", "the secret of the house");
        var report = await workshop.CheckedImportAsync("feed.xml",
            $"<!DOCTYPE rss [<!ENTITY e SYSTEM \"file://{secret}\"><!ENTITY p SYSTEM \"file:///etc/passwd\"><!ENTITY % x SYSTEM "
            + $"\"http://127.0.0.1:9/x.dtd\"> %x;]>" +
            "<rss version=\"2.0\"><channel><item><guid>a</guid><title>Harbour &e;</title><description>Wall &p; "
            + "end</description></item></channel></rss>");

        var article = Assert.Single(await workshop.StoredAsync());
        Assert.Equal("Harbour &e;", article.Title);
        Assert.Equal("Wall &p; end", article.Text);
        Assert.Contains(report.Notes, note => note.Contains("declares its own XML entities; they are not resolved"));
    }

    [Fact]
    public async Task An_entity_bomb_stays_small()
    {
        await using var workshop = new Workshop();
        var entities = string.Concat(Enumerable.Range(1, 12)
            .Select(i => $"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">"));
        await workshop.CheckedImportAsync("feed.xml",
            $"<!DOCTYPE rss [<!ENTITY l0 \"lol\">{entities}]><rss version=\"2.0\"><channel><item><guid>a</guid><title>Harbour "
            + $"&l12;</title></item></channel></rss>");

        Assert.Equal("Harbour &l12;", Assert.Single(await workshop.StoredAsync()).Title);
    }

    [Fact]
    public async Task An_entity_bomb_in_a_feed_that_is_not_well_formed_stays_small()
    {
        await using var workshop = new Workshop();
        var entities = string.Concat(Enumerable.Range(1, 12)
            .Select(i => $"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">"));
        await workshop.CheckedImportAsync("feed.xml",
            $"<!DOCTYPE rss [<!ENTITY l0 \"lol\">{entities}]><rss version=\"2.0\"><channel><item><guid>a</guid><title>Harbour "
            + $"&l12;</title><b></i></item></channel></rss>");

        Assert.True(Assert.Single(await workshop.StoredAsync()).Title.Length < 100);
    }

    [Fact]
    public async Task A_gzip_bomb_stops_at_the_limit()
    {
        await using var workshop = new Workshop();
        var bomb = Samples.Gzip(Encoding.UTF8.GetBytes(Samples.Line("a") + new string(' ', 210_000_000)));
        var file = workshop.Write("bomb.jsonl.gz", bomb);

        var report = await CheckedImports.TimedAsync(() => workshop.ImportAsync(file));

        Assert.Equal(1, report.New);
        Assert.Matches("decompresses to more than 20. MB, which is not allowed$", Assert.Single(report.Errors));
    }

    [Fact]
    public async Task An_overlong_item_is_skipped_and_the_next_is_read()
    {
        await using var workshop = new Workshop();
        var report = await workshop.CheckedImportAsync(
            "feed.xml", Samples.Rss(Samples.Item("a", body: new string('x', 8_100_000)), Samples.Item("b")));

        Assert.Equal((1, BoundedElement.Problem),
            Assert.Single(report.SkippedItems) is var item ? (item.Number, item.Reason) : default);
        Assert.Equal(1, report.New);
    }

    [Fact]
    public async Task An_overlong_line_is_skipped_and_the_next_is_read()
    {
        await using var workshop = new Workshop();
        var report = await workshop.CheckedImportAsync("a.jsonl",
            Samples.Line("a") + "{\"id\":\"big\",\"title\":\"" + new string('x', 30_000_000) + "\"}\n" + Samples.Line("b"));

        Assert.Equal(2, report.New);
        Assert.Equal((2, "is longer than 8,000,000 characters"),
            Assert.Single(report.SkippedItems) is var item ? (item.Number, item.Reason) : default);
    }

    [Theory]
    [InlineData("windows-1252", "utf-8")]
    [InlineData("utf-8", "iso-8859-1")]
    [InlineData("utf-8", "utf-16")]
    [InlineData("utf-16", "utf-8")]
    [InlineData("utf-8", "no-such-encoding")]
    public async Task A_wrong_encoding_declaration_does_not_corrupt_the_text(string real, string declared)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await using var workshop = new Workshop();
        var text = Samples.Rss(Samples.Item("a", "Café in Köln"))
            .Replace("encoding=\"utf-8\"", $"encoding=\"{declared}\"", StringComparison.Ordinal);
        var encoding = Encoding.GetEncoding(real);
        var file = workshop.Write("feed.xml", [.. encoding.Preamble, .. encoding.GetBytes(text)]);

        await workshop.ImportAsync(file);

        Assert.Equal("Café in Köln", Assert.Single(await workshop.StoredAsync()).Title);
    }

    [Fact]
    public async Task Of_two_items_with_the_same_id_the_newest_is_imported_and_the_other_reported()
    {
        await using var workshop = new Workshop();
        var feed = Samples.Rss(
            Samples.Item("a", "Newest", date: "Wed, 04 Feb 2026 08:00:00 GMT"), Samples.Item("b"),
            Samples.Item("a", "Older", date: "Mon, 02 Feb 2026 08:00:00 GMT"));
        var report = await workshop.CheckedImportAsync("feed.xml", feed);

        Assert.Equal(2, report.New);
        Assert.Equal(
            new SkippedItem(Path.Combine(workshop.Folder, "feed.xml"), 3, "a", "has the id of item 1, which is newer"),
            Assert.Single(report.SkippedItems));
        var stored = await workshop.Articles.FindAsync(Workshop.Site, ArticleKey.Of("a"), TestContext.Current.CancellationToken);
        Assert.Equal("Newest", stored!.Title);
        Assert.Equal(2, (await workshop.CheckedImportAsync("feed.xml", feed)).Unchanged);
    }

    [Fact]
    public async Task An_item_without_a_title_gets_its_first_words_and_an_empty_one_is_skipped()
    {
        await using var workshop = new Workshop();
        var report = await workshop.CheckedImportAsync("feed.xml", Samples.Rss(
            "<item><guid isPermaLink=\"false\">a</guid><description>One two three four five six seven eight nine ten eleven "
            + "twelve.</description></item>",
            "<item><guid isPermaLink=\"false\">b</guid><title> </title></item>"));

        Assert.Equal("One two three four five six seven eight nine ten …", Assert.Single(await workshop.StoredAsync()).Title);
        Assert.Equal((2, "has neither title nor text nor URL"),
            Assert.Single(report.SkippedItems) is var item ? (item.Number, item.Reason) : default);
    }

    [Fact]
    public async Task Missing_and_invalid_dates_are_ignored_and_reported()
    {
        await using var workshop = new Workshop();
        var report = await workshop.CheckedImportAsync("a.jsonl",
            Samples.Line("missing", published: "") + Samples.Line("soon", published: "soon")
                + Samples.Line("future", published: "2026-04-01T08:00:00Z") + Samples.Line("fine"));

        Assert.Equal(4, report.New);
        Assert.Contains(report.Notes, note => note.EndsWith("item 1 (missing) has no publication date", StringComparison.Ordinal));
        Assert.Contains(report.Notes, note =>
            note.EndsWith("item 2 (soon) published: cannot read the date 'soon'", StringComparison.Ordinal));
        Assert.Contains(report.Notes, note => note.EndsWith(
            "item 3 (future) is dated in the future (2026-04-01 08:00): it will be shown from then on", StringComparison.Ordinal));
        Assert.DoesNotContain(report.Notes, note => note.Contains("item 4"));
        Assert.Equal(2, (await workshop.StoredAsync()).Count(article => article.Published is null));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JaVaScRiPt:alert(1)")]
    [InlineData(" java\tscript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://[bad")]
    public async Task Dangerous_URLs_are_dropped_everywhere(string url)
    {
        await using var workshop = new Workshop();
        var line = System.Text.Json.JsonSerializer.Serialize(new
        {
            id = "a", url, image = url, title = "Harbour", html = $"<p>The <a href='{url}'>wall</a> stands.</p><img src='{url}'>",
            published = "2026-02-02",
        });
        var report = await workshop.CheckedImportAsync("a.jsonl", line + "\n");

        var article = Assert.Single(await workshop.StoredAsync());
        Assert.Null(article.Url);
        Assert.Null(article.Image);
        Assert.Empty(article.Spans);
        Assert.Equal("The wall stands.", article.Text);
        Assert.Contains(report.Notes, note => note.Contains("item 1 (a) its URL is not an http(s) URL"));
    }

    [Theory]
    [InlineData("feed.xml")]
    [InlineData("a.jsonl")]
    public async Task NUL_and_control_characters_are_removed(string name)
    {
        await using var workshop = new Workshop();
        const string Dirty = "Har\u0000bour \u0008wall\u001b[31m";
        var line = System.Text.Json.JsonSerializer.Serialize(
            new { id = "a", title = Dirty, text = Dirty, author = Dirty, section = Dirty, tags = new[] { Dirty },
            published = "2026-02-02" });
        await workshop.CheckedImportAsync(name, name == "feed.xml" ? Samples.Rss(Samples.Item("a", Dirty, Dirty)) : line + "\n");

        var article = Assert.Single(await workshop.StoredAsync());
        Assert.DoesNotContain(string.Join('|', [article.Title, article.Text, article.Author, article.Section, .. article.Tags]),
            char.IsControl);
        Assert.StartsWith("Har", article.Title);
        Assert.Contains("wall", article.Title);
    }

    [Fact]
    public async Task Invalid_rows_of_CSV_are_reported_and_the_others_read()
    {
        await using var workshop = new Workshop();
        var report = await workshop.CheckedImportAsync("a.csv",
            "id,title,text,tags,published\na,Harbour,\"Wall, \"\"old\"\"\nand "
            + "new\",x;y,2026-02-02\nb\n\nc,Too,many,fields,2026-02-02,and,more\n,,,,\nd,Wall,Stands,,2026-02-03\n");

        var stored = await workshop.StoredAsync();
        Assert.Equal(["a", "c", "d"], stored.Select(article => article.SourceId).Order());
        var wall = stored.Single(article => article.SourceId == "a");
        Assert.Equal(("Wall, \"old\"\nand new", "x y"), (wall.Text, string.Join(' ', wall.Tags)));
        Assert.Equal(["has neither title nor text nor URL"], report.SkippedItems.Select(item => item.Reason).Distinct());
    }

    [Fact]
    public async Task An_unclosed_quote_in_CSV_is_reported_in_one_line()
    {
        await using var workshop = new Workshop();
        var report = await workshop.ReportOfAsync("a.csv", "id,title,text\na,Harbour,Wall\nb,\"open," + new string('x', 9_000_000));

        Assert.Contains("row 2", report);
        Assert.Equal("a", Assert.Single(await workshop.StoredAsync()).SourceId);
    }

    [Theory]
    [InlineData("hello, this is not a feed\nat all")]
    [InlineData("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>")]
    [InlineData("%PDF-1.7\n")]
    [InlineData("<")]
    public async Task An_unsupported_format_is_reported_as_not_recognised(string text)
    {
        await using var workshop = new Workshop();
        var file = workshop.Write("thing", Encoding.Latin1.GetBytes(text));

        var error = await Assert.ThrowsAsync<ImportException>(() => workshop.ImportAsync(file));

        Assert.StartsWith($"{file}: the format is not recognised", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><head><title>404 Not Found</title></head><body></body></html>", "404 Not Found")]
    [InlineData("{\"code\":\"rest_no_route\",\"message\":\"No route was found\",\"data\":{\"status\":404}}")]
    [InlineData("[1,2,3]")]
    [InlineData("{}")]
    public async Task Content_without_articles_stores_at_most_its_title_and_shows_no_stack_trace(
        string text, params string[] titles)
    {
        await using var workshop = new Workshop();

        Assert.NotNull(await workshop.ReportOfAsync("thing", text));
        Assert.Equal(titles, (await workshop.StoredAsync()).Select(article => article.Title));
    }

    [Fact]
    public async Task Ids_of_any_length_and_form_are_kept()
    {
        await using var workshop = new Workshop();
        var id = "tag:a,2026:/x@%23#? ü " + new string('y', 100_000);
        await workshop.CheckedImportAsync("a.jsonl", Samples.Line(id));

        Assert.Equal(id, Assert.Single(await workshop.StoredAsync()).SourceId);
    }
}

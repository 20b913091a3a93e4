namespace Recommender.Service.Tests.Importing.Formats;

/// <summary>What exports of WordPress and Blogger hold outside the post itself.</summary>
public sealed class WordPressExportTests
{
    private const string Start = "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
        + "xmlns:wp=\"http://wordpress.org/export/1.2/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>"
        + "<link>https://courier.example</link><wp:author><wp:author_login>ada</wp:author_login>"
        + "<wp:author_display_name><![CDATA[Ada Quill]]></wp:author_display_name></wp:author>";

    private const string Picture = "<item><title>w</title><guid>https://courier.example/w.jpg</guid><wp:post_id>9</wp:post_id>"
        + "<wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status>"
        + "<wp:attachment_url>https://courier.example/files/w.jpg</wp:attachment_url></item>";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pictures_and_names_come_from_other_items(bool isPictureFirst)
    {
        await using var workshop = new Workshop();
        var post = Post("1", "post", "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>");

        await workshop.ImportAsync(workshop.Write("a.xml", Start + (isPictureFirst ? Picture + post : post + Picture)
            + "</channel></rss>"));

        var article = Assert.Single(await workshop.StoredAsync());
        Assert.Equal(("Ada Quill", "https://courier.example/files/w.jpg"), (article.Author, article.Image));
    }

    [Fact]
    public async Task Kinds_of_articles_are_named_by_the_operator_and_the_report_names_the_others()
    {
        await using var workshop = new Workshop();
        var file = workshop.Write("a.xml", Start + Post("1", "post", "") + Post("2", "story", "") + Post("3", "story", "")
            + Post("4", "wp_block", "") + "</channel></rss>");

        var first = await workshop.ImportAsync(file);
        Assert.Equal(1, first.New);
        Assert.Contains(first.Notes, note => note.EndsWith(
            "2 items of type 'story' were left out; name it with --types story to read them", StringComparison.Ordinal));
        Assert.DoesNotContain(first.Notes, note => note.Contains("wp_block", StringComparison.Ordinal));

        var second = await workshop.ImportAsync(new Recommender.Service.Importing.ImportOptions { Types = ["Story"] }, file);
        Assert.Equal((2, 1), (second.New, second.Unchanged));
    }

    [Theory]
    [InlineData("https://courier.example/blog", "https://courier.example/2026/01/wall.html")]
    [InlineData(null, null)]
    public async Task Blogger_Takeout_needs_the_sites_address(string? address, string? url)
    {
        await using var workshop = new Workshop();
        var file = workshop.Write("feed.atom",
            "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>"
            + "<entry><id>p1</id><blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status><title>Wall</title>"
            + "<content type='html'>The wall.</content><published>2026-01-31T08:00:00Z</published>"
            + "<blogger:filename>/2026/01/wall.html</blogger:filename><link/></entry></feed>");

        var report = await workshop.ImportAsync(new Recommender.Service.Importing.ImportOptions { Address = address }, file);

        Assert.Equal(url, Assert.Single(await workshop.StoredAsync()).Url);
        Assert.Equal(url is null, report.Notes.Any(note => note.Contains("--address", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_address_that_is_none_is_an_error()
    {
        await using var workshop = new Workshop();
        var file = workshop.Write("a.jsonl", Samples.Line("a"));

        var error = await Assert.ThrowsAsync<Recommender.Service.Importing.ImportException>(
            () => workshop.ImportAsync(new Recommender.Service.Importing.ImportOptions { Address = "courier" }, file));

        Assert.Contains("is not an http(s) URL", error.Message, StringComparison.Ordinal);
    }

    private static string Post(string number, string type, string more) =>
        $"<item><title>Wall {number}</title><link>https://courier.example/{number}</link><guid>g{number}</guid><dc:creator>ada</dc:creator>"
        + $"<content:encoded><![CDATA[The wall.]]></content:encoded><wp:post_id>{number}</wp:post_id><wp:post_type>{type}</wp:post_type>"
        + $"<wp:status>publish</wp:status><wp:post_date_gmt>2026-01-31 08:00:00</wp:post_date_gmt>{more}</item>";
}

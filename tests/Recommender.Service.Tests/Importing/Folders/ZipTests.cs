using System.IO.Compression;
using Recommender.Service.Articles;

namespace Recommender.Service.Tests.Importing.Folders;

/// <summary>Zip files as they are downloaded, and the exports that come in them.</summary>
public sealed class ZipTests
{
    private const string Rows =
        "post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle\n"
        + "10.wall,2026-01-31T08:00:00.000Z,true,,newsletter,everyone,Wall,High water\n"
        + "11.flood,2026-01-30T08:00:00.000Z,true,,podcast,only_paid,Flood,\n12.later,,false,,newsletter,everyone,Later,\n"
        + "13.chat,2026-01-30T08:00:00.000Z,true,,thread,everyone,Chat,\n";

    private static readonly (string Name, string Text)[] Substack =
    [
        ("posts.csv", Rows), ("posts/10.wall.html", "<p>The wall.</p>"), ("posts/11.flood.html", "<p>The flood.</p>"),
        ("posts/12.later.html", "<p>Soon.</p>"), ("posts/13.chat.html", "<p>Talk.</p>"), ("posts/10.opens.csv", "a,b\n"),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_export_of_Substack_is_read_from_folder_and_zip(bool isZip)
    {
        await using var workshop = new Workshop(("Recommender:Sites:default:Address", "https://courier.example"));
        var source = isZip ? workshop.Write("export.zip", Zip(Substack)) : Path.Combine(workshop.Folder, "export");
        foreach (var (name, text) in isZip ? [] : Substack)
        {
            workshop.Write($"export/{name}", text);
        }

        var report = await workshop.ImportAsync(source);

        var articles = (await workshop.StoredAsync()).ToDictionary(article => article.SourceId);
        Assert.Equal(["10.wall", "11.flood"], articles.Keys.Order());
        Assert.Equal(("Wall", "The wall.", "https://courier.example/p/wall", ArticleAccess.Open),
            (articles["10.wall"].Title, articles["10.wall"].Text, articles["10.wall"].Url, articles["10.wall"].Access));
        Assert.Equal(ArticleAccess.Paywalled, articles["11.flood"].Access);
        Assert.Equal(["is a draft", "is a thread, not a post"], report.SkippedItems.Select(item => item.Reason));
        Assert.Equal(2, (await workshop.ImportAsync(source)).Unchanged);
    }

    [Fact]
    public async Task An_export_of_Medium_has_posts_only()
    {
        await using var workshop = new Workshop();
        var file = workshop.Write("medium.zip", Zip(
            ("posts/2026-01-31_Wall-0123456789ab.html", Medium("<h3 class=\"graf graf--title\">Wall</h3><p>The wall.</p>", true)),
            ("posts/2026-01-30_Yes-0123456789ac.html", Medium("<p class=\"graf\">Yes, indeed.</p>", true)),
            ("posts/draft_Later-0123456789ad.html", Medium("<h3 class=\"graf graf--title\">Later</h3><p>Soon.</p>", false)),
            ("profile/profile.html", "<!DOCTYPE html><html><body><h1>Ada Quill</h1></body></html>"),
                ("README.html", "<html><body>x</body></html>")));

        var report = await workshop.ImportAsync(file);

        var article = Assert.Single(await workshop.StoredAsync());
        Assert.Equal(("https://medium.example/wall-0123456789ab", "Wall", "The wall.", "Ada Quill"),
            (article.Url, article.Title, article.Text, article.Author));
        Assert.Equal(["is a response, not a post", "is a draft"], report.SkippedItems.Select(item => item.Reason));
    }

    [Fact]
    public async Task Names_in_a_zip_file_lead_to_no_other_folder()
    {
        await using var workshop = new Workshop();
        var file = workshop.Write("a.zip", Zip(("../../out.jsonl", Samples.Line("out")), ("/abs.jsonl", Samples.Line("abs")),
            ("a/./b.jsonl", Samples.Line("b")), ("inner.zip", "PK\x03\x04")));

        var report = await workshop.ImportAsync(file);

        Assert.Equal(["abs", "b"], (await workshop.StoredAsync()).Select(article => article.SourceId).Order());
        Assert.Contains(report.Notes, note => note.Contains("name each as a source of its own", StringComparison.Ordinal));
        Assert.Contains(report.Notes, note => note.StartsWith(file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_zip_file_that_unpacks_to_very_much_is_refused()
    {
        await using var workshop = new Workshop();
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            var zeros = new byte[1_000_000];
            using var entry = archive.CreateEntry("a.jsonl", CompressionLevel.Fastest).Open();
            for (var i = 0; i < 201; i++)
            {
                entry.Write(zeros);
            }
        }

        Assert.Contains("unpacks to more than is allowed", await workshop.FailureAsync(workshop.Write("a.zip", packed.ToArray())),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "is an encrypted zip file")]
    [InlineData(false, "damaged")]
    public async Task An_encrypted_or_damaged_zip_file_is_a_clear_error(bool isEncrypted, string reason)
    {
        await using var workshop = new Workshop();
        var bytes = Zip(("a.jsonl", Samples.Line("a")));
        // The flag of encryption, in the header of the entry and in the directory.
        for (var i = 0; isEncrypted && i < bytes.Length - 8; i++)
        {
            var flag = bytes.AsSpan(i, 4).SequenceEqual("PK\x03\x04"u8) ? i + 6 : bytes.AsSpan(i, 4).SequenceEqual("PK\x01\x02"u8) 
                ? i + 8 : -1;
            if (flag >= 0)
            {
                bytes[flag] |= 1;
            }
        }

        Assert.Contains(reason, await workshop.FailureAsync(workshop.Write("a.zip", isEncrypted ? bytes : bytes[..^10])),
            StringComparison.Ordinal);
    }

    private static string Medium(string body, bool isPublished) =>
        "<!DOCTYPE html><html><body><article class=\"h-entry\"><header><h1 class=\"p-name\">Wall</h1></header>"
        + $"<section data-field=\"body\" class=\"e-content\">{body}</section><footer>"
        + (isPublished
            ? "<a class=\"p-author h-card\">Ada Quill</a><time class=\"dt-published\" datetime=\"2026-01-31T08:00:00.000Z\"></time>"
            + "<a href=\"https://medium.example/wall-0123456789ab\" class=\"p-canonical\">Canonical link</a>" : "")
        + "</footer></article></body></html>";

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var entry = new StreamWriter(archive.CreateEntry(name).Open());
                entry.Write(text);
            }
        }

        return packed.ToArray();
    }
}

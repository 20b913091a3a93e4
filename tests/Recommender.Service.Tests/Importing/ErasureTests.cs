using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Recommender.Service.Articles;
using Recommender.Service.Storage;

namespace Recommender.Service.Tests.Importing;

/// <summary>What a source says is not public is erased from the store, the search and the reports.</summary>
public sealed class ErasureTests
{
    private const string Title = "Zanzibarian & \"quoted\" <minutes>";
    private const string Secret = "quixotically";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_word_of_an_article_remains_in_the_store_or_its_search()
    {
        await using var workshop = new Workshop();
        await workshop.ImportAsync(workshop.Write("export.xml", Wxr("")));
        Assert.Single(await FoundAsync(workshop, Secret));
        Assert.Contains(Secret, StoredText(workshop), StringComparison.Ordinal);

        await workshop.ImportAsync(workshop.Write("export.xml", Wxr("open sesame")));

        Assert.Empty(await FoundAsync(workshop, Secret));
        Assert.Empty(await FoundAsync(workshop, "Zanzibarian"));
        foreach (var word in new[] { Secret, "anzibarian", "wp.example/minutes", "Rosalind" })
        {
            Assert.DoesNotContain(word, StoredText(workshop), StringComparison.OrdinalIgnoreCase);
        }

        var kept = await workshop.Articles.FindAsync(Workshop.Site, ArticleKey.Of("g7"), Cancel);
        Assert.Equal((ArticleErasure.Title, "", ArticleAccess.Hidden), (kept!.Title, kept.Text, kept.Access));
    }

    private static Task<IReadOnlyList<string>> FoundAsync(Workshop workshop, string word) =>
        new ArticleSearchStore(workshop.Get<Database>()).KeysAsync(
            Workshop.Site, SearchWords.ToMatch(Workshop.Site, SearchWords.Of(word, []), ArticleSearchStore.Everything), 5, Cancel);

    [Fact]
    public async Task An_article_that_was_only_withdrawn_before_is_erased_at_the_next_look()
    {
        await using var workshop = new Workshop();
        await workshop.ImportAsync(workshop.Write("export.xml", Wxr("")));
        await workshop.Get<Database>().WriteAsync((connection, transaction) => Dapper.SqlMapper.ExecuteAsync(
            connection, "update article set withdrawn = '2026-01-01T00:00:00.000Z'", transaction: transaction), Cancel);

        var report = await workshop.ImportAsync(workshop.Write("export.xml", Wxr("open sesame")));

        Assert.Equal(0, report.Withdrawn);
        Assert.DoesNotContain(Secret, StoredText(workshop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_of_runs_lose_its_title_and_nothing_else()
    {
        await using var workshop = new Workshop();
        await workshop.ImportAsync(workshop.Write("export.xml", Wxr("")));
        var encoded = System.Net.WebUtility.HtmlEncode(Title);
        var json = workshop.Write("data/reports/default/r1/run.json",
            JsonSerializer.Serialize(new { changes = new[] { new { page = Title, more = "Other" } } }));
        var html = workshop.Write("data/reports/default/r1/index.html", $"<h3 dir='auto'>{encoded}</h3><p>Other</p>");
        var other = workshop.Write("data/reports/other/r1/index.html", $"<h3>{encoded}</h3>");

        await workshop.ImportAsync(workshop.Write("export.xml", Wxr("open sesame")));

        foreach (var file in new[] { json, html })
        {
            var text = await File.ReadAllTextAsync(file, Cancel);
            Assert.DoesNotContain("Zanzibarian", text, StringComparison.Ordinal);
            Assert.Contains(ArticleErasure.Title, text, StringComparison.Ordinal);
            Assert.Contains("Other", text, StringComparison.Ordinal);
        }

        Assert.Contains("Zanzibarian", await File.ReadAllTextAsync(other, Cancel), StringComparison.Ordinal);
    }

    // The bytes of the database and its log.
    private static string StoredText(Workshop workshop)
    {
        SqliteConnection.ClearAllPools();
        return string.Concat(Directory.EnumerateFiles(Path.Combine(workshop.Folder, "data"), "recommender.db*")
            .Select(file => Encoding.Latin1.GetString(Read(file))));
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static string Wxr(string password) =>
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:wp='http://wordpress.org/export/1.2/' " +
        $"xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><item><title>{System.Net.WebUtility.HtmlEncode(Title)}</title>" +
        "<guid isPermaLink='false'>g7</guid><link>https://wp.example/minutes</link><dc:creator>Rosalind</dc:creator>" +
        $"<content:encoded>The council voted {Secret} behind closed doors.</content:encoded>" +
        "<wp:post_id>7</wp:post_id><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>" +
        $"<wp:post_password>{password}</wp:post_password></item></channel></rss>";
}

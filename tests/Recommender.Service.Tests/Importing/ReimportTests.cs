using Recommender.Service.Articles;
using Recommender.Service.Importing;

namespace Recommender.Service.Tests.Importing;

public sealed class ReimportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Importing_again_updates_only_changed_articles()
    {
        await using var workshop = new Workshop();
        var feed = workshop.Write("feed.xml", Samples.Rss(Samples.Item("a"), Samples.Item("b")));
        Assert.Equal((2, 0, 0, 0, 0), Figures(await workshop.ImportAsync(feed)));
        var revision = await workshop.RevisionAsync();

        Assert.Equal((0, 0, 2, 0, 0), Figures(await workshop.ImportAsync(feed)));
        Assert.Equal(revision, await workshop.RevisionAsync());

        workshop.Write("feed.xml", Samples.Rss(Samples.Item("a", "Harbour wall"), Samples.Item("b"), Samples.Item("c")));
        Assert.Equal((1, 1, 1, 0, 0), Figures(await workshop.ImportAsync(feed)));
        Assert.Equal("Harbour wall", (await workshop.Articles.FindAsync(Workshop.Site, ArticleKey.Of("a"), Cancel))!.Title);
    }

    [Fact]
    public async Task Pruning_withdraws_missing_articles_and_returning_ones_are_restored()
    {
        await using var workshop = new Workshop();
        var feed = workshop.Write("feed.xml", Samples.Rss(Samples.Item("a"), Samples.Item("b")));
        await workshop.ImportAsync(feed);
        workshop.Write("feed.xml", Samples.Rss(Samples.Item("b")));

        Assert.Equal((0, 0, 1, 0, 0), Figures(await workshop.ImportAsync(feed)));
        Assert.Equal((0, 0, 1, 1, 0), Figures(await workshop.PruneAsync(feed)));
        Assert.Equal(["b"], (await workshop.StoredAsync()).Select(article => article.SourceId));
        Assert.NotNull((await workshop.Articles.FindAsync(Workshop.Site, ArticleKey.Of("a"), Cancel))!.Withdrawn);

        workshop.Write("feed.xml", Samples.Rss(Samples.Item("a"), Samples.Item("b")));
        Assert.Equal((0, 1, 1, 0, 0), Figures(await workshop.ImportAsync(feed)));
        Assert.Equal(2, (await workshop.StoredAsync()).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<rss version=\"2.0\"><channel><title>Courier</title></channel></rss>")]
    [InlineData("<rss version=\"2.0\"><channel><item><guid>a</guid><title>Harbour</title></item><item><guid>b</gu")]
    public async Task Pruning_withdraws_nothing_if_the_source_is_empty_or_broken(string broken)
    {
        await using var workshop = new Workshop();
        var feed = workshop.Write("feed.xml", Samples.Rss(Samples.Item("a"), Samples.Item("b")));
        await workshop.ImportAsync(feed);
        workshop.Write("feed.xml", broken);

        var report = await workshop.PruneAsync(feed);

        Assert.Equal(0, report.Withdrawn);
        Assert.Contains(report.Notes, note => note.StartsWith("nothing was withdrawn", StringComparison.Ordinal));
        Assert.Equal(2, (await workshop.StoredAsync()).Count);
    }

    [Fact]
    public async Task Pruning_withdraws_nothing_if_an_item_is_unreadable_or_a_source_is_missing()
    {
        await using var workshop = new Workshop();
        var lines = workshop.Write("articles.jsonl", Samples.Line("a") + Samples.Line("b"));
        await workshop.ImportAsync(lines);

        workshop.Write("articles.jsonl", Samples.Line("a") + "{broken}\n");
        Assert.Equal(0, (await workshop.PruneAsync(lines)).Withdrawn);

        workshop.Write("articles.jsonl", Samples.Line("a"));
        var report = await workshop.PruneAsync(lines, Path.Combine(workshop.Folder, "missing.jsonl"));
        Assert.Equal(0, report.Withdrawn);
        Assert.Contains("there is no such file", Assert.Single(report.Errors));
        Assert.Equal(1, (await workshop.PruneAsync(lines)).Withdrawn);
    }

    [Fact]
    public async Task A_truncated_file_keeps_what_was_read_and_the_complete_file_adds_the_rest()
    {
        await using var workshop = new Workshop();
        var whole = Samples.Rss([.. Enumerable.Range(0, 1200).Select(i => Samples.Item($"id{i}"))]);
        var feed = workshop.Write("feed.xml", whole[..(whole.Length * 3 / 4)]);

        var report = await workshop.ImportAsync(feed);

        Assert.InRange(report.New, 800, 1000);
        Assert.Contains($"breaks off after item {report.New}", OneLine(Assert.Single(report.Errors)));
        Assert.Equal(report.New, (await workshop.StoredAsync()).Count);
        workshop.Write("feed.xml", whole);
        Assert.Equal((1200 - report.New, 0, report.New, 0, 0), Figures(await workshop.ImportAsync(feed)));
    }

    [Theory]
    [InlineData("articles.jsonl")]
    [InlineData("articles.jsonl.gz")]
    public async Task Truncated_JSON_Lines_keep_what_was_read(string name)
    {
        await using var workshop = new Workshop();
        var text = string.Concat(Enumerable.Range(0, 40).Select(i => Samples.Line($"id{i}")));
        var whole = name.EndsWith("gz", StringComparison.Ordinal) ? Samples.Gzip(text) : System.Text.Encoding.UTF8.GetBytes(text);
        var file = workshop.Write(name, name.EndsWith("gz", StringComparison.Ordinal) ? Samples.Gzip(text[..^60]) : whole[..^60]);

        var report = await workshop.ImportAsync(file);

        Assert.Equal(39, report.New);
        Assert.Contains("breaks off in line 40", Assert.Single(report.Errors));
        workshop.Write(name, whole);
        Assert.Equal((1, 0, 39, 0, 0), Figures(await workshop.ImportAsync(file)));
    }

    [Fact]
    public async Task A_truncated_compressed_file_is_reported_and_never_treated_as_complete()
    {
        await using var workshop = new Workshop();
        var random = new Random(7);
        var lines = string.Concat(Enumerable.Range(0, 3000).Select(i => Samples.Line($"id{i}", $"Harbour {random.NextDouble()}")));
        var packed = Samples.Gzip(lines);
        var file = workshop.Write("articles.jsonl.gz", packed);
        await workshop.ImportAsync(file);
        workshop.Write("articles.jsonl.gz", packed[..(packed.Length / 2)]);

        var report = await workshop.PruneAsync(file);

        Assert.Equal(0, report.Withdrawn);
        OneLine(Assert.Single(report.Errors));
    }

    [Fact]
    public async Task A_link_counts_once_its_target_is_imported()
    {
        await using var workshop = new Workshop();
        var first = workshop.Write("1.xml", Samples.Rss(Samples.Item("a", body: "See <a href='/b?utm_source=x#top'>the wall</a>.")));
        var second = workshop.Write("2.xml", Samples.Rss(Samples.Item("b", link: "https://courier.example/b/")));
        await workshop.ImportAsync(first);
        Assert.Empty(Assert.Single(ArticleDocuments.Of(await workshop.StoredAsync())).Links);

        await workshop.ImportAsync(second);

        var documents = ArticleDocuments.Of(await workshop.StoredAsync(), article => article.SourceId);
        Assert.Equal("b", Assert.Single(documents.Single(document => document.Id == "a").Links).TargetId);
    }

    [Fact]
    public async Task A_cancelled_import_keeps_its_batches()
    {
        await using var workshop = new Workshop();
        var file = workshop.Write("articles.jsonl", string.Concat(Enumerable.Range(0, 1600).Select(i => Samples.Line($"id{i}"))));
        using var stop = new CancellationTokenSource();
        var progress = new Stopping(stop);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            workshop.Get<ImportRun>().RunAsync(Workshop.Site, [file], new ImportOptions(), progress, stop.Token));

        Assert.InRange((await workshop.StoredAsync()).Count, 500, 1100);
        Assert.Equal(1600, (await workshop.ImportAsync(file)) is var report ? report.New + report.Unchanged : 0);
    }

    private static (int New, int Changed, int Unchanged, int Withdrawn, int Skipped) Figures(ImportReport report) =>
        (report.New, report.Changed, report.Unchanged, report.Withdrawn, report.Skipped);

    private static string OneLine(string message)
    {
        Assert.DoesNotContain('\n', message);
        Assert.DoesNotContain("   at ", message);
        return message;
    }

    private sealed class Stopping(CancellationTokenSource stop) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => stop.Cancel();
    }
}

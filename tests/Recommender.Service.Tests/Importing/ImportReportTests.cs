using Dapper;
using Recommender.Service.Importing;
using Recommender.Service.Storage;
using Recommender.Service.Tests.Commands;
using Recommender.Service.Tests.Importing.Crawling;

namespace Recommender.Service.Tests.Importing;

/// <summary>What an import says of each source: in words, as JSON and at the desk.</summary>
public sealed class ImportReportTests
{
    [Fact]
    public async Task It_counts_what_looks_wrong_and_says_what_to_do()
    {
        await using var workshop = new Workshop();
        var file = workshop.Write("a.jsonl", string.Join('\n', Enumerable.Range(0, 4).Select(
            i => $$"""{"id":"{{i}}","title":"Column","text":"{{(i == 3 ? Samples.Body + Samples.Body + Samples.Body : "A line.")}}"}""")));

        var source = Assert.Single((await workshop.ImportAsync(file)).Sources);

        Assert.Equal((4, 4, 0, 0), (source.Read, source.New, source.Changed, source.Unchanged));
        Assert.False(source.IsIncomplete);
        Assert.Equal(
            ["4 without a date", "4 without a picture", "4 without an address", "3 with a text of one line",
                "4 with a title that at least two others have too"],
            source.Doubts.Select(doubt => $"{doubt.Count} {doubt.Reason}"));
        Assert.All(source.Doubts, doubt => Assert.NotNull(doubt.Example));
        Assert.Equal(
            ["No article has an address, so no block can link to one: give the site's address with --address URL.",
                "No article has a date, so closeness in time does not count: use a feed or an export that has dates.",
                "Most articles have hardly any text: import the site's address or its sitemap, so that the pages themselves are read.",
                "Most articles have the same title: name another source, or correct the titles at the source.",
                "Train with: recommender train"],
            source.Advice);
    }

    [Fact]
    public async Task Reasons_that_differ_only_in_a_number_are_counted_together()
    {
        await using var workshop = new Workshop();
        var file = workshop.Write("a.jsonl", string.Join('\n', Enumerable.Range(0, 6).Select(
            i => $$"""{"id":"{{i % 3}}","title":"Wall {{i}}"}""")));

        var source = Assert.Single((await workshop.ImportAsync(file)).Sources);

        Assert.Equal(3, Assert.Single(source.LeftOut).Count);
    }

    [Fact]
    public async Task An_import_that_read_half_says_so_first_and_returns_1()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Page("/map.xml", $"<sitemapindex><sitemap><loc>{site.Url}/gone.xml</loc></sitemap>"
            + $"<sitemap><loc>{site.Url}/1.xml</loc></sitemap></sitemapindex>");
        site.Page("/1.xml", $"<urlset><url><loc>{site.Url}/a</loc></url></urlset>");
        site.Html("/a", SitemapTests.Page("Wall"));
        Environment.SetEnvironmentVariable("Recommender__Fetching__AllowPrivateAddresses", "true");

        var (exit, output, error) = await CommandLineTests.RunAsync(
            ["import", site.Url + "/map.xml", "--data", workshop.Folder + "/other"]);

        Environment.SetEnvironmentVariable("Recommender__Fetching__AllowPrivateAddresses", null);
        Assert.Equal(1, exit);
        Assert.StartsWith("Incomplete: 1 part could not be read, so articles may be missing\n1 new, ", output, StringComparison.Ordinal);
        Assert.Contains("/gone.xml: the server answers 404", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_report_of_each_source_is_kept_without_what_was_erased()
    {
        await using var workshop = new Workshop();
        var first = workshop.Write("a.xml", Samples.Rss(Samples.Item("secret", link: "https://c.example/secret"), Samples.Item("b")));
        await workshop.ImportAsync(first);
        await workshop.ImportAsync(first);
        var reports = workshop.Get<ImportReportStore>();
        var kept = Assert.Single(await reports.ListAsync(Workshop.Site, TestContext.Current.CancellationToken));
        Assert.Equal((workshop.Clock.GetUtcNow(), 2), (kept.Finished, kept.Report.Unchanged));
        Assert.Contains("secret", await StoredAsync(workshop), StringComparison.Ordinal);

        var second = workshop.Write("b.jsonl", """{"id":"c","title":"x"}""");
        await reports.RemoveAsync(
            Workshop.Site, [new("secret", "Harbour", WasWithdrawn: false)], TestContext.Current.CancellationToken);

        Assert.DoesNotContain("secret", await StoredAsync(workshop), StringComparison.Ordinal);
        await workshop.ImportAsync(second);
        Assert.Equal(2, (await reports.ListAsync(Workshop.Site, TestContext.Current.CancellationToken)).Count);
    }

    private static async Task<string> StoredAsync(Workshop workshop)
    {
        await using var connection = await workshop.Get<Database>().ConnectAsync(TestContext.Current.CancellationToken);
        return string.Concat(await connection.QueryAsync<string>("select report from import_report"));
    }
}

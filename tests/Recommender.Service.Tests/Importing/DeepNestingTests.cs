namespace Recommender.Service.Tests.Importing;

/// <summary>Documents nested so deeply that a recursive parser would overflow the stack.</summary>
public sealed class DeepNestingTests
{
    [Theory]
    [InlineData("div")]
    [InlineData("b")]
    [InlineData("font")]
    [InlineData("ul><li")]
    [InlineData("table><tr><td")]
    [InlineData("a href=/x")]
    [InlineData("svg")]
    [InlineData("h2")]
    [InlineData("blockquote><p")]
    public async Task HTML_nested_a_hundred_thousand_deep_ends_well(string element)
    {
        await using var workshop = new Workshop();
        var deep = string.Concat(Enumerable.Repeat($"<{element}>", 100_000)) + "deep";
        var report = await workshop.CheckedImportAsync("feed.xml", Samples.Rss(Samples.Item("a", body: deep), Samples.Item("b")));

        Assert.Contains("b", (await workshop.StoredAsync()).Select(article => article.SourceId));
        Assert.Equal(2, report.New + report.Skipped);
        Assert.All(report.SkippedItems, item => Assert.Equal((1, "a"), (item.Number, item.Id)));
    }

    [Fact]
    public async Task A_page_nested_a_hundred_thousand_deep_ends_well()
    {
        await using var workshop = new Workshop();
        var deep = "<html><head><title>Deep</title></head><body>" + string.Concat(Enumerable.Repeat("<div>", 100_000)) + "deep";

        var report = await workshop.CheckedImportAsync("page.html", deep);

        Assert.Equal(1, report.New + report.Skipped);
    }

    [Theory]
    [InlineData("<rss version='2.0'><channel><item><guid>a</guid><title>Deep</title>",
        "</item><item><guid>b</guid><title>Next</title></item></channel></rss>")]
    [InlineData("<rss version='2.0'><channel>", "<item><guid>b</guid><title>Next</title></item></channel></rss>")]
    [InlineData("<rss version='2.0'><channel><image>", "</image><item><guid>b</guid><title>Next</title></item></channel></rss>")]
    public async Task XML_nested_a_hundred_thousand_deep_ends_well(string before, string after)
    {
        await using var workshop = new Workshop();
        foreach (var element in new[] { "x", "link" })
        {
            var open = string.Concat(Enumerable.Repeat($"<{element}>", 100_000));
            var close = string.Concat(Enumerable.Repeat($"</{element}>", 100_000));
            var report = await workshop.CheckedImportAsync($"{element}.xml", before + open + close + after);
            Assert.Empty(report.Errors);

            // Without its end tags it is not well-formed XML.
            Assert.Contains("is nested deeper than 20,000 elements",
                await workshop.ReportOfAsync($"{element}-open.xml", before + open + after));
        }

        Assert.Contains("b", (await workshop.StoredAsync()).Select(article => article.SourceId));
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"title\":", "}")]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":", "}]}")]
    public async Task JSON_nested_a_hundred_thousand_deep_is_refused_in_one_line(string open, string close)
    {
        await using var workshop = new Workshop();
        var deep = string.Concat(Enumerable.Repeat(open, 100_000)) + "1" + string.Concat(Enumerable.Repeat(close, 100_000)) + "\n";

        var report = await workshop.ReportOfAsync("a.json", deep);

        Assert.Contains("no", report);
        Assert.Empty(await workshop.StoredAsync());
    }

    [Fact]
    public async Task JSON_nested_deep_in_a_line_skips_that_line()
    {
        await using var workshop = new Workshop();
        var report = await workshop.CheckedImportAsync("a.jsonl",
            "{\"id\":\"x\",\"tags\":" + new string('[', 100_000) + new string(']', 100_000) + "}\n" + Samples.Line("b") + "[1]\n\"text\"\n"
                + "{\"title\":\"\\ud800\"}\n");

        Assert.Equal([1, 3, 4, 5], report.SkippedItems.Select(item => item.Number));
        Assert.Equal(1, report.New);
    }
}

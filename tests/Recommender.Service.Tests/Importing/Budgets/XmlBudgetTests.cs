namespace Recommender.Service.Tests.Importing.Budgets;

public sealed class XmlBudgetTests
{
    [Theory]
    [InlineData(300_000, "\"", "")]
    [InlineData(300_000, "'", "")]
    [InlineData(300_000, "\"", ">")]
    [InlineData(300_000, "\"", "/>")]
    [InlineData(1_001, "'", "\"")]
    public async Task An_element_with_too_many_attributes_costs_only_its_item(int count, string quote, string value)
    {
        await using var workshop = new Workshop();
        var attributes = Bombs.Many(count, i => $" n{i}={quote}{value}{quote}");
        var report = await workshop.CheckedImportAsync("feed.xml", Samples.Rss(
            Samples.Item("a"), $"<item{attributes}><guid>b</guid><title>Wall</title></item>",
            $"<item><guid>c</guid><x{attributes}/></item>",
            Samples.Item("d")));

        Assert.Equal(["a", "d"], (await workshop.StoredAsync()).Select(article => article.SourceId).Order());
        Assert.Equal([2, 3], report.SkippedItems.Select(item => item.Number));
        Assert.Empty(report.Errors);
    }

    [Fact]
    public async Task An_element_with_a_thousand_attributes_is_read()
    {
        await using var workshop = new Workshop();
        var title = $"<title{Bombs.Many(1000, i => $" n{i}='/'")}";
        var report = await workshop.CheckedImportAsync(
            "feed.xml", Samples.Rss(Samples.Item("a").Replace("<title", title, StringComparison.Ordinal)));

        Assert.Equal(1, report.New);
    }

    [Fact]
    public async Task An_item_with_too_many_elements_costs_only_itself()
    {
        await using var workshop = new Workshop();
        var report = await workshop.CheckedImportAsync(
            "feed.xml", Samples.Rss($"<item><guid>a</guid>{Bombs.Many(300_000, _ => "<x/>")}</item>", Samples.Item("b")));

        Assert.Equal((1, 1), (report.New, Assert.Single(report.SkippedItems).Number));
    }

    [Fact]
    public async Task A_document_with_too_many_names_is_an_error_of_its_source()
    {
        await using var workshop = new Workshop();

        Assert.Contains("uses more than 100,000 different names", await workshop.ReportOfAsync(
            "feed.xml", Samples.Rss(Bombs.Many(200_000, i => $"<n{i}/>"))));
    }

    [Fact]
    public async Task A_document_that_is_nested_without_end_is_an_error_of_its_source()
    {
        await using var workshop = new Workshop();

        Assert.Contains("is nested deeper than 200,000 elements", await workshop.ReportOfAsync(
            "feed.xml", "<rss><channel>" + Bombs.Many(2_000_000, _ => "<a>")));
    }
}

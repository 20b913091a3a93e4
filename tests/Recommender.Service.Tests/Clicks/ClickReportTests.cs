using System.Text.Json;
using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Clicks;
using Recommender.Service.Clicks.Reporting;
using Recommender.Service.Commands;
using Recommender.Service.Tests.Editing;
using static Recommender.Service.Tests.Clicks.Counting;

namespace Recommender.Service.Tests.Clicks;

public sealed class ClickReportTests : IAsyncLifetime
{
    private const string ReportPath = "/v1/default/report";
    private RunningService _service = null!;

    // Slot 1 has 40 clicks of 200 impressions, slot 2 20 of 200.
    public async ValueTask InitializeAsync()
    {
        var hostile = TestArticles.Of("hostile", 100, "=1+1") with { Title = "@SUM(A1), \"quoted\"" };
        _service = await RunningService.StartAsync(await new TestFolder().WithAsync([.. TestArticles.Newsroom, hostile]));
        await _service.Get<ClickStore>().PutAsync(
            ("harbour-1", "hostile", 1, BlockSource.Pin, Today, 100, 10), ("harbour-1", "choir", 2, BlockSource.Model, Today, 100, 5),
            ("choir", "harbour-2", 1, BlockSource.Model, Today.AddDays(-1), 100, 30),
            ("choir", "hostile", 2, BlockSource.Model, Today, 100, 15),
            ("choir", "harbour-1", 1, BlockSource.Model, Today.AddDays(-28), 1000, 1000));
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Rates_have_an_interval_and_are_corrected_for_position()
    {
        var report = await ReportAsync();

        Assert.Equal("400 seen, 60 clicked", Words(report.GetProperty("total")));
        Assert.Equal(["1: 200 seen, 40 clicked", "2: 200 seen, 20 clicked"], Named(report, "slots"));
        Assert.Equal(["pin: 100 seen, 10 clicked", "model: 300 seen, 50 clicked"], Named(report, "sources"));
        Assert.Equal(["=1+1: 200 seen, 25 clicked", "Culture: 100 seen, 5 clicked", "Harbour: 100 seen, 30 clicked"],
            Named(report, "sections"));
        Assert.Equal(["1 to 7 days: 200 seen, 35 clicked", "31 to 365 days: 200 seen, 25 clicked"], Named(report, "ages"));
        Assert.Equal(["20260501-000000-1: 400 seen, 60 clicked"], Named(report, "models"));

        // Ten of a hundred: Wilson's interval computed by hand. Twenty clicks are expected in slot 1.
        var pin = report.GetProperty("sources")[0];
        Are(pin.GetProperty("rate"), 0.1, 0.05523, 0.17437);
        Are(pin.GetProperty("corrected"), 0.5, 0.276146, 0.871828);
        // 100 in slot 1 and 200 in slot 2: 40 clicks are expected.
        Assert.Equal(1.25, report.GetProperty("sources")[1].GetProperty("corrected").GetProperty("value").GetDouble(), 6);
        Assert.Equal(1, report.GetProperty("total").GetProperty("corrected").GetProperty("value").GetDouble(), 6);
    }

    [Fact]
    public async Task Top_and_flop_are_pairs_that_differ_significantly()
    {
        var report = await ReportAsync();

        var top = Assert.Single(report.GetProperty("top").EnumerateArray());
        Assert.Equal((ArticleKey.Of("choir"), ArticleKey.Of("harbour-2"), "Title of harbour-2"),
            (Text(top, "page"), Text(top, "article"), Text(top, "name")));
        var flop = Assert.Single(report.GetProperty("flop").EnumerateArray());
        Assert.Equal((ArticleKey.Of("harbour-1"), ArticleKey.Of("hostile")), (Text(flop, "page"), Text(flop, "article")));
    }

    [Fact]
    public async Task The_period_ends_today()
    {
        Assert.Equal("300 seen, 30 clicked", Words((await ReportAsync("?days=1")).GetProperty("total")));
        Assert.Equal("1400 seen, 1060 clicked", Words((await ReportAsync("?days=29")).GetProperty("total")));
        foreach (var wrong in new[] { "?days=0", "?days=3651", "?days=x", "?days=1&days=2", "?format=xml" })
        {
            Assert.Equal(400, (int)(await _service.AskAsync(HttpMethod.Get, ReportPath + wrong)).Status);
        }
    }

    [Fact]
    public async Task Csv_has_one_line_per_figure_and_no_formulas()
    {
        var csv = (await _service.AskAsync(HttpMethod.Get, ReportPath + "?format=csv")).Text.Split("\r\n");

        Assert.Equal("by,name,page,article,impressions,clicks,rate,rateLow,rateHigh,corrected,correctedLow,correctedHigh", csv[0]);
        Assert.Contains("source,pin,,,100,10,0.1,0.055229,0.174366,0.5,0.276146,0.871828", csv);
        Assert.Contains(csv, line => line.StartsWith("section,'=1+1,", StringComparison.Ordinal));
        Assert.Contains(csv, line => line.StartsWith("flop,\"'@SUM(A1), \"\"quoted\"\"\",", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_command_prints_the_same_figures()
    {
        string[] folders = ["--data", _service.Folder.Data, "--models", _service.Folder.Models, "--days", "3650"];

        var (exit, words) = await RunAsync(["report", .. folders]);
        Assert.Equal(0, exit);
        Assert.Matches(@"pin +100 +10 +10\.00 % \(5\.52 to 17\.44\)", words);
        var (_, csv) = await RunAsync(["report", "--csv", .. folders]);
        Assert.Contains("total,all,,,1400,1060,", csv, StringComparison.Ordinal);
        var (_, json) = await RunAsync(["report", "--json", .. folders]);
        Assert.Equal(1400, JsonDocument.Parse(json).RootElement.GetProperty("total").GetProperty("impressions").GetInt64());
        Assert.Equal(2, (await RunAsync(["report", "--days", "0"])).Exit);
        Assert.Equal(2, (await RunAsync(["report", "--csv", "--json"])).Exit);
    }

    [Theory]
    [InlineData(0, 0, 0, 0, 1)]
    [InlineData(10, 0, 0, 0, 0.27753)]
    [InlineData(10, 10, 1, 0.72247, 1)]
    [InlineData(5, 10, 1, 0.72247, 1)]
    public void Wilsons_interval_is_correct_at_its_ends(long impressions, long clicks, double rate, double low, double high)
    {
        var found = ClickRate.Of(new ClickCount(impressions, clicks));

        Assert.Equal((rate, low, high), (found.Value, Math.Round(found.Low, 5), Math.Round(found.High, 5)));
    }

    private static async Task<(int Exit, string Output)> RunAsync(string[] arguments)
    {
        using var output = new StringWriter();
        var exit = await CommandLine.RunAsync(Program.Verbs(), arguments, output, TextWriter.Null, TestContext.Current.CancellationToken);
        return (exit, output.ToString());
    }

    private async Task<JsonElement> ReportAsync(string query = "") => (await _service.AskAsync(HttpMethod.Get, ReportPath + query)).Json;

    private static string[] Named(JsonElement report, string part) =>
        [.. report.GetProperty(part).EnumerateArray().Select(row => $"{Text(row, "name")}: {Words(row)}")];

    private static string Words(JsonElement row) => $"{row.GetProperty("impressions").GetInt64()} seen, "
        + $"{row.GetProperty("clicks").GetInt64()} clicked";

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static void Are(JsonElement interval, double value, double low, double high)
    {
        Assert.Equal(value, interval.GetProperty("value").GetDouble(), 5);
        Assert.Equal(low, interval.GetProperty("low").GetDouble(), 5);
        Assert.Equal(high, interval.GetProperty("high").GetDouble(), 5);
    }
}

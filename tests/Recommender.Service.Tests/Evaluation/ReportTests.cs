using System.Text.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Recommender.Service.Tests.Evaluation;

/// <summary>The report of a site with enough links for training, in a real browser.</summary>
public sealed class ReportTests : IClassFixture<ReportTests.Written>, IAsyncDisposable
{
    private const string Hostile = "<script>document.title='taken'</script><img src=x onerror=alert(1)> & \"more\"";
    private static readonly string[] Ends = ["worst", "best"];
    private static readonly string[] Lists = ["before", "after", "missed"];
    private readonly Written _report;
    private readonly TestBrowser _browser = new();

    public ReportTests(Written report) => _report = report;

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    public async Task The_report_is_accessible_fits_is_self_contained_and_runs_no_script(int width, ColorScheme scheme)
    {
        var (complaints, requests) = (new List<string>(), new List<string>());
        var page = await OpenAsync(width, scheme, complaints, requests);

        var axe = await page.RunAxe();

        Assert.True(axe.Violations.Length == 0,
            string.Join("; ", axe.Violations.Select(v => $"{v.Id}: {string.Join(", ", v.Nodes.Take(3).Select(n => n.Html))}")));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls horizontally");
        Assert.Empty(complaints);
        Assert.Single(requests);
        Assert.StartsWith("Quality of related articles", await page.TitleAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Titles_are_shown_as_text()
    {
        var page = await OpenAsync(1440, ColorScheme.Light, [], []);

        Assert.True(await page.GetByText(Hostile).CountAsync() > 0);
        Assert.Equal(0, await page.Locator("script, img").CountAsync());
    }

    [Fact]
    public async Task Every_plot_is_drawn_and_no_two_share_an_id()
    {
        var page = await OpenAsync(1440, ColorScheme.Light, [], []);

        // Figures, coverage, ages, learning curve, and the features of the default and site rankings.
        Assert.Equal(6, await page.Locator("figure svg").CountAsync());
        Assert.True(
            await page.EvaluateAsync<bool>(
            "[...document.querySelectorAll('figure svg')]"
            + ".every(svg => svg.querySelectorAll('path, line, circle, rect, polyline').length > 3 "
                + "&& svg.textContent.trim())"));
        Assert.True(await page.EvaluateAsync<bool>(
            "(ids => new Set(ids).size === ids.length)([...document.querySelectorAll('[id]')].map(e => e.id))"));
    }

    [Fact]
    public void The_figures_match_the_run()
    {
        var figures = _report.Figures;
        using var run = JsonDocument.Parse(_report.Output);

        Assert.Equal(
            ["newest first", "most linked", "TF-IDF cosine", "unlearned", "default", "site", "served"],
            figures.GetProperty("systems").EnumerateArray().Select(system => system.GetProperty("system").GetString()));
        Assert.Equal(run.RootElement.GetProperty("systems").GetRawText(), JsonSerializer.Serialize(figures.GetProperty("systems")));
        Assert.True(figures.GetProperty("learningCurve").GetArrayLength() > 1);
        var features = figures.GetProperty("importance").GetProperty("site").EnumerateArray();
        Assert.Equal(1, features.Sum(feature => feature.GetProperty("share").GetDouble()), 1e-6);
        Assert.Equal(7, figures.GetProperty("ages").GetArrayLength());
    }

    [Fact]
    public void The_most_changed_queries_show_both_lists_with_judgments()
    {
        Assert.Equal("served", _report.Figures.GetProperty("compared").GetString());
        var changes = Ends.ToDictionary(name => name, name => _report.Figures.GetProperty(name).EnumerateArray().ToList());
        Assert.All(changes.Values, list => Assert.InRange(list.Count, 0, 20));
        Assert.NotEmpty(changes.Values.SelectMany(list => list));
        Assert.All(changes["worst"], change => Assert.True(Change(change) < 0));
        Assert.All(changes["best"], change => Assert.True(Change(change) > 0));
        Assert.All(changes.Values, list => Assert.Equal(
            list.Select(change => Math.Abs(Change(change))).OrderDescending(), list.Select(change => Math.Abs(Change(change)))));
        Assert.All(changes.Values.SelectMany(list => list), change =>
        {
            Assert.Equal(10, change.GetProperty("before").GetArrayLength());
            var judged = Lists.SelectMany(list => change.GetProperty(list).EnumerateArray())
                .Where(item => item.GetProperty("grade").GetDouble() > 0).Select(item => item.GetProperty("id").GetString()).Distinct();
            Assert.Equal(2, judged.Count());
        });
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    private static double Change(JsonElement change) =>
        change.GetProperty("ndcgAfter").GetDouble() - change.GetProperty("ndcgBefore").GetDouble();

    private async Task<IPage> OpenAsync(int width, ColorScheme scheme, List<string> complaints, List<string> requests)
    {
        var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme });
        var page = await context.NewPageAsync();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) => requests.Add(request.Url);
        await page.GotoAsync(new Uri(Path.Combine(_report.Folder, "index.html")).AbsoluteUri);
        return page;
    }

    /// <summary>Created once: 200 articles on five subjects, each with links to two earlier ones on its subject.</summary>
    public sealed class Written : IAsyncLifetime
    {
        private readonly Evaluate _evaluate = new();

        public string Folder => Path.Combine(Path.GetDirectoryName(_evaluate.RunFile)!, "a new folder", "report");

        public string Output { get; private set; } = "";

        public JsonElement Figures { get; private set; }

        public async ValueTask InitializeAsync()
        {
            var articles = _evaluate.Write("site.jsonl", Site());
            var (exit, output, errors) = await Evaluate.RunAsync("--articles", articles, "--report", Folder, "--json");
            Assert.True(exit == 0, errors);
            Output = output;
            using var figures = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "figures.json")));
            Figures = figures.RootElement.Clone();
        }

        public ValueTask DisposeAsync()
        {
            _evaluate.Dispose();
            return ValueTask.CompletedTask;
        }

        private static IEnumerable<string> Site()
        {
            string[][] subjects =
            [
                ["ferry", "captain", "pier", "lighthouse", "cargo", "anchor", "sailor", "tide"],
                ["teacher", "pupil", "exam", "lesson", "grammar", "textbook", "tuition", "diploma"],
                ["striker", "penalty", "referee", "league", "stadium", "coach", "offside", "trophy"],
                ["surgeon", "nurse", "vaccine", "clinic", "ward", "therapy", "pharmacy", "midwife"],
                ["tractor", "harvest", "wheat", "cattle", "orchard", "drought", "dairy", "plough"],
            ];
            var random = new Random(3);
            for (var i = 0; i < 200; i++)
            {
                var words = subjects[i % 5];
                string Some(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => words[random.Next(words.Length)]));
                string Link(int to) => to < 0 ? "" : $"<a href=\"https://example.org/{to}\">{Some(2)}</a>";
                yield return JsonSerializer.Serialize(new
                {
                    id = $"a{i}", url = $"https://example.org/{i}",
                    published = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(i),
                    title = i % 10 == 0 ? $"{Hostile} {i}" : $"The {Some(2)}", html =
                        $"<p>{Some(12)} {Link(i - 5 * (1 + random.Next(3)))}.</p><p>{Some(12)} {Link(i - 5 * (4 + random.Next(3)))}.</p>",
                });
            }
        }
    }
}

using System.Text.Json;

namespace Recommender.Service.Tests.Evaluation;

public sealed class EvaluateTests : IDisposable
{
    private const string Head = "query\tarticle\tgrade";
    private readonly Evaluate _evaluate = new();

    [Fact]
    public async Task Articles_without_author_section_tags_dates_and_links_are_ranked()
    {
        var articles =
            _evaluate.Write("site.jsonl", Enumerable.Range(0, 150).Select(i => Line($"a{i}", $"{Evaluate.Subject(i)} number {i}")));
        var judgments = _evaluate.Write("judged.tsv", Head, "a3\ta8\t1", "a4\ta9\t1");

        await _evaluate.UnlearnedAsync(articles, judgments);

        var run = _evaluate.ReadRun();
        Assert.Equal(["a3", "a4"], run.Keys.Order());
        Assert.All(run, list => Assert.Equal(100, list.Value.Count));
        Assert.All(run, list => Assert.DoesNotContain(list.Key, list.Value));
        // Every fifth article has the same subject.
        Assert.All(run["a3"].Take(10), id => Assert.Equal(3, int.Parse(id[1..], null) % 5));
    }

    [Fact]
    public async Task Candidates_are_undated_or_published_by_the_querys_UTC_day()
    {
        var articles = _evaluate.Write("site.jsonl",
            Line("before", "harbour dredging", "2025-03-01T08:00:00Z"),
            Line("query", "harbour dredging barges", "2025-03-01T23:30:00-02:00"),
            Line("later that day", "harbour barges", "2025-03-02T20:00:00Z"),
            Line("the day after", "dredging barges", "2025-03-02T23:30:00-02:00"),
            Line("undated", "harbour silt"),
            Line("undated query", "silt of barges"));
        var judgments = _evaluate.Write("judged.tsv", Head, "query\tbefore\t1", "undated query\tundated\t2");

        await _evaluate.UnlearnedAsync(articles, judgments);

        var run = _evaluate.ReadRun();
        Assert.Equal(["before", "later that day", "undated", "undated query"], run["query"].Order(StringComparer.Ordinal));
        Assert.Equal(["before", "later that day", "query", "the day after", "undated"], run["undated query"].Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Grades_from_0_to_3_have_exponential_gains()
    {
        var articles = _evaluate.Write("site.jsonl", Enumerable.Range(0, 40)
            .Select(i => Line($"a{i}", $"{Evaluate.Subject(i)} number {i}", "2025-03-01T08:00:00Z")));
        var grades = new Dictionary<string, double> { ["a1"] = 0, ["a5"] = 3, ["a10"] = 2, ["a7"] = 1, ["a20"] = 0 };
        var judgments = _evaluate.Write("judged.tsv", [Head, .. grades.Select(grade => $"a0\t{grade.Key}\t{grade.Value}")]);

        var ndcg = await _evaluate.UnlearnedAsync(articles, judgments);

        var list = _evaluate.ReadRun()["a0"].Take(10).Select(id => grades.GetValueOrDefault(id));
        Assert.Equal(Gain(list) / Gain(grades.Values.OrderDescending()), ndcg, 1e-9);
        Assert.True(ndcg > 0);
    }

    [Fact]
    public async Task Judgments_affect_only_the_choice_of_queries()
    {
        var articles =
            _evaluate.Write("site.jsonl", Enumerable.Range(0, 40).Select(i => Line($"a{i}", $"{Evaluate.Subject(i)} number {i}")));
        await _evaluate.UnlearnedAsync(articles, _evaluate.Write("judged.tsv", Head, "a0\ta5\t3", "a1\ta6\t1"));
        var run = await File.ReadAllTextAsync(_evaluate.RunFile, TestContext.Current.CancellationToken);

        await _evaluate.UnlearnedAsync(articles, _evaluate.Write("others.tsv", Head, "a1\ta39\t3", "a0\ta2\t2"));

        Assert.Equal(run, await File.ReadAllTextAsync(_evaluate.RunFile, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("nowhere\ta1\t1", "'nowhere'")]
    [InlineData("a0\tnowhere\t1", "'nowhere'")]
    [InlineData("a0\ta1", "line 2")]
    [InlineData("a0\ta1\t4", "line 2")]
    [InlineData("a0\ta1\tgood", "line 2")]
    public async Task Invalid_judgments_exit_with_1_and_are_named(string judgment, string named)
    {
        var articles = _evaluate.Write("site.jsonl", Line("a0", "harbour dredging"), Line("a1", "harbour barges"));
        var judgments = _evaluate.Write("judged.tsv", Head, judgment);

        var (exit, output, errors) = await Evaluate.RunAsync("--articles", articles, "--judgments", judgments, "--run", _evaluate.RunFile);

        Assert.Equal(1, exit);
        Assert.Empty(output);
        Assert.Contains(named, Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.False(File.Exists(_evaluate.RunFile));
    }

    [Fact]
    public async Task Judgments_without_articles_are_a_usage_error()
    {
        var (exit, _, errors) = await Evaluate.RunAsync("--judgments", "judged.tsv");

        Assert.Equal(2, exit);
        Assert.Contains("--articles", Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_working_directory_stays_empty()
    {
        var articles =
            _evaluate.Write("site.jsonl", Enumerable.Range(0, 20).Select(i => Line($"a{i}", $"{Evaluate.Subject(i)} number {i}")));
        var judgments = _evaluate.Write("judged.tsv", Head, "a0\ta5\t1");
        var folder = Directory.CreateTempSubdirectory("recommender-empty-");
        using var process = new RecommenderProcess(
            folder.FullName, ["evaluate", "--articles", articles, "--judgments", judgments, "--run", _evaluate.RunFile, "--as-served"]);

        Assert.Equal(0, await process.EndAsync());

        Assert.Empty(folder.EnumerateFileSystemInfos());
        Assert.Equal(["a0"], _evaluate.ReadRun().Keys);
        folder.Delete();
    }

    public void Dispose() => _evaluate.Dispose();

    private static string Line(string id, string text, string? published = null) => JsonSerializer.Serialize(published is null
        ? new Dictionary<string, string> { ["id"] = id, ["title"] = text, ["text"] = $"All of it is about {text} and {text}." }
        : new Dictionary<string, string> { ["id"] = id,
            ["title"] = text, ["text"] = $"All of it is about {text}.", ["published"] = published });

    private static double Gain(IEnumerable<double> grades) =>
        grades.Take(10).Select((grade, i) => (Math.Pow(2, grade) - 1) / Math.Log2(i + 2)).Sum();
}

using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Recommender.Service.Tests.Evaluation;

/// <summary>Six real sites with withheld links, which are beside the repository and not part of it.</summary>
public class SharedSiteTests(ITestOutputHelper output)
{
    private static readonly string? Shared = Find();

    [Fact]
    public async Task The_unlearned_ranking_finds_editors_links_on_six_real_sites()
    {
        Assert.SkipWhen(Shared is null, "the folder ../shared/corpora beside the repository does not exist");
        var figures = new List<double>();
        foreach (var site in Directory.EnumerateDirectories(Path.Combine(Shared!, "corpora", "sites")).Order())
        {
            using var evaluate = new Evaluate();
            var (articles, judgments) = (Path.Combine(site, "withheld.jsonl"), Path.Combine(site, "test.tsv"));

            figures.Add(await evaluate.UnlearnedAsync(articles, judgments));

            output.WriteLine($"{Path.GetFileName(site)} {figures[^1]:F4}");
            CheckRun(evaluate.ReadRun(), articles, judgments);
            CheckScore(figures[^1], judgments, evaluate.RunFile);
        }

        Assert.Equal(6, figures.Count);
        Assert.InRange(figures.Average(), 0.56, 1);
    }

    private static void CheckRun(Dictionary<string, List<string>> run, string articles, string judgments)
    {
        var days = File.ReadLines(articles).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToDictionary(
            article => article.GetProperty("id").GetString()!,
            article => article.TryGetProperty("published", out var published) && published.ValueKind == JsonValueKind.String
                ? DateTimeOffset.Parse(published.GetString()!,
                    CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime.Date
                : (DateTime?)null);
        var judged = File.ReadLines(judgments).Skip(1).Select(line => line.Split('\t')[0]).ToHashSet();
        Assert.Equal(judged.Order(), run.Keys.Order());
        foreach (var (query, list) in run)
        {
            Assert.Equal(Math.Min(100, days.Count(day => day.Key != query && IsCandidate(day.Key, query))), list.Count);
            Assert.Equal(list.Count, list.Distinct().Count());
            Assert.DoesNotContain(query, list);
            Assert.All(list, id => Assert.True(IsCandidate(id, query), $"{id} is not a candidate of {query}"));
        }

        bool IsCandidate(string id, string query) => days[query] is null || days[id] is null || days[id] <= days[query];
    }

    // Another program in another language must compute the same figure.
    private void CheckScore(double ndcg, string judgments, string run)
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3",
                [Path.Combine(Shared!, "tools", "score.py"), judgments, run]) { RedirectStandardOutput = true })!;
            var figure = python.StandardOutput.ReadToEnd()
                .Split().Single(word => word.StartsWith("nDCG@10=", StringComparison.Ordinal))["nDCG@10=".Length..];
            Assert.Equal(double.Parse(figure, CultureInfo.InvariantCulture), ndcg, 0.00005 + 1e-9);
        }
        catch (Win32Exception)
        {
            output.WriteLine("python3 is not installed: not scored by score.py");
        }
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Recommender.sln")))
            {
                var shared = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared"));
                return Directory.Exists(Path.Combine(shared, "corpora", "sites")) ? shared : null;
            }
        }

        return null;
    }
}

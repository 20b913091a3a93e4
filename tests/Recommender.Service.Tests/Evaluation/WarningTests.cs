using System.Text.Json;
using Recommender.Service.Models;

namespace Recommender.Service.Tests.Evaluation;

/// <summary>Warnings of an evaluation about its own validity.</summary>
public sealed class WarningTests : IDisposable
{
    private readonly Evaluate _evaluate = new();
    private readonly DirectoryInfo _model = Directory.CreateTempSubdirectory("recommender-default-");

    [Theory]
    [InlineData("www.Example.ORG", true)]
    [InlineData("elsewhere.org", false)]
    public async Task Evaluating_a_default_ranking_on_a_training_site_gives_a_warning(string learnedFrom, bool warned)
    {
        CopyRanking();
        var manifest = new DefaultManifest(1, [new("courier", "example/courier", "CC0-1.0", [learnedFrom], 7)]);
        await File.WriteAllTextAsync(Path.Combine(_model.FullName, DefaultManifest.FileName),
            manifest.ToJson(), TestContext.Current.CancellationToken);

        var errors = await ErrorsAsync("--default-model", _model.FullName);

        Assert.Equal(warned, errors.Contains("warning: the default ranking was trained on 'courier'", StringComparison.Ordinal));
        Assert.Equal(warned, errors.Contains("20 of these 20 articles", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("{")]
    public async Task A_default_ranking_without_a_readable_manifest_gives_a_warning(string? manifest)
    {
        CopyRanking();
        if (manifest is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(_model.FullName, DefaultManifest.FileName),
                manifest, TestContext.Current.CancellationToken);
        }

        Assert.Contains("warning: " + _model.FullName, await ErrorsAsync("--default-model", _model.FullName), StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_no_warning_without_a_default_ranking()
    {
        Assert.DoesNotContain("warning", await ErrorsAsync("--default-model", "none"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ranking_that_only_shows_the_newest_gives_a_warning()
    {
        // The site's own settings may ruin a ranking: here only closeness in time counts.
        await File.WriteAllTextAsync(
            Path.Combine(_model.FullName, "appsettings.json"),
            """{"Recommender":{"Ranking":{"TimeWeight":1000}}}""", TestContext.Current.CancellationToken);
        var articles = _evaluate.Write("dated.jsonl", Enumerable.Range(0, 60).Select(i => JsonSerializer.Serialize(new
        {
            id = $"a{i}", title = Evaluate.Subject(i), text = $"All of it is about {Evaluate.Subject(i)}.",
            published = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(i),
        })));
        var judgments = _evaluate.Write("judged.tsv", "query\tarticle\tgrade", "a59\ta3\t1", "a50\ta2\t1");
        using var process = new RecommenderProcess(
            _model.FullName, ["evaluate", "--articles", articles, "--judgments", judgments, "--default-model", "none", "--json"]);

        Assert.Equal(0, await process.EndAsync());

        var (output, errors) = await process.OutputAsync();
        Assert.Contains("warning: the ranking 'unlearned' hardly differs from newest-first", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("'most linked'", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("'newest first'", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("'TF-IDF cosine'", errors, StringComparison.Ordinal);
        Assert.Contains("hardly differs", output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _evaluate.Dispose();
        _model.Delete(recursive: true);
    }

    private async Task<string> ErrorsAsync(params string[] more)
    {
        var (articles, judgments) = _evaluate.SmallSite();
        var (exit, _, errors) = await Evaluate.RunAsync(["--articles", articles, "--judgments", judgments, .. more]);
        Assert.Equal(0, exit);
        return errors;
    }

    private void CopyRanking()
    {
        foreach (var name in new[] { "ranker.zip", "ranker.txt" })
        {
            File.Copy(Path.Combine(ShippedRanking.Folder, name), Path.Combine(_model.FullName, name));
        }
    }
}

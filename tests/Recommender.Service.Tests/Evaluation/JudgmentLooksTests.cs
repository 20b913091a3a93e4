using System.Text;
using Microsoft.Extensions.Time.Testing;
using Recommender.Service.Evaluation;

namespace Recommender.Service.Tests.Evaluation;

public sealed class JudgmentLooksTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recommender-looks-");

    private string File => Path.Combine(_folder.FullName, "state", "judgments.tsv");

    [Fact]
    public void Each_content_has_its_own_count_regardless_of_the_file_name()
    {
        Assert.Equal(1, Look("one"));
        Assert.Equal(2, Look("one"));
        Assert.Equal(1, Look("two"));
        Assert.Equal(3, Look("one"));
    }

    [Fact]
    public async Task Concurrent_uses_are_all_counted()
    {
        var looks = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => Look("one"))));

        Assert.Equal(Enumerable.Range(1, 12).Cast<int?>(), looks.Order());
    }

    [Fact]
    public void A_truncated_line_loses_only_itself()
    {
        Look("one");
        System.IO.File.AppendAllText(File, "abc");

        Assert.Equal(2, Look("one"));
        Assert.Equal(3, Look("one"));
    }

    [Fact]
    public void There_is_no_count_without_a_writable_place()
    {
        System.IO.File.WriteAllText(Path.Combine(_folder.FullName, "state"), "a file, not a folder");

        Assert.Null(Look("one"));
        Assert.Null(new JudgmentLooks(null, new FakeTimeProvider()).Count("one"u8));
    }

    [Fact]
    public async Task An_evaluation_reports_the_count_and_its_file_is_configurable()
    {
        using var evaluate = new Evaluate();
        var (articles, judgments) = evaluate.SmallSite();
        // In its own folder, which contains its settings.
        await System.IO.File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "appsettings.json"),
            """{"Recommender":{"Evaluation":{"Looks":"here.tsv"}}}""", TestContext.Current.CancellationToken);
        var said = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var process = new RecommenderProcess(_folder.FullName, ["evaluate", "--articles", articles, "--judgments", judgments]);
            Assert.Equal(0, await process.EndAsync());
            said.Add((await process.OutputAsync()).Errors);
        }

        Assert.Contains("used 1 time here", said[0], StringComparison.Ordinal);
        Assert.Contains("used 2 times here", said[1], StringComparison.Ordinal);
        Assert.Equal(2, System.IO.File.ReadLines(Path.Combine(_folder.FullName, "here.tsv")).Count());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private int? Look(string judgments) => new JudgmentLooks(File, new FakeTimeProvider()).Count(Encoding.UTF8.GetBytes(judgments));
}

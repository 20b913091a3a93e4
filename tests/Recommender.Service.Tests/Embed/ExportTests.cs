using System.Text.Json;
using Recommender.Service.Articles;
using Recommender.Service.Commands;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Embed;

public sealed class ExportTests
{
    [Fact]
    public async Task Each_article_gets_its_files_and_only_changed_files_are_rewritten()
    {
        using var folder = await new TestFolder().WithAsync(Newsroom);
        var (target, of) = (Path.Combine(folder.Root, "out"), ArticleKey.Of("harbour-1"));

        Assert.Equal((0, "15 files written, 0 unchanged, 0 removed"), await ExportAsync(folder, target));
        var json = JsonDocument.Parse(await ReadAsync(target, $"{of}.json")).RootElement;
        Assert.Equal("harbour-1", json.GetProperty("article").GetProperty("sourceId").GetString());
        Assert.Contains("https://example.org/choir", await ReadAsync(target, $"{of}.html"), StringComparison.Ordinal);
        Assert.Equal(of, JsonDocument.Parse(await ReadAsync(target, "index.json")).RootElement.GetProperty("https://example.org/harbour-1")
            .GetString());

        await File.WriteAllTextAsync(Path.Combine(target, "own.html"), "another file", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(target, $"{ArticleKey.Of("gone")}.json"), "{}", TestContext.Current.CancellationToken);
        Assert.Equal((0, "0 files written, 15 unchanged, 1 removed"), await ExportAsync(folder, target));
        Assert.Equal("another file", await ReadAsync(target, "own.html"));

        // Its own title, and the blocks that contain it: the newest article is in all others.
        await folder.WithAsync(Of("choir", 2, "Culture") with { Title = "Bach on Sunday" });
        var (exit, said) = await ExportAsync(folder, target);
        Assert.Equal(0, exit);
        Assert.StartsWith("13 files written, 2 unchanged", said, StringComparison.Ordinal);
        Assert.Contains("Bach on Sunday", await ReadAsync(target, $"{of}.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_model_or_a_site_the_error_names_the_remedy()
    {
        using var folder = await new TestFolder().WithAsync(Newsroom);

        var (exit, said) = await RunAsync("export", Path.Combine(folder.Root, "out"), "--data", folder.Data, "--models", folder.Models);
        Assert.Equal(1, exit);
        Assert.Contains("recommender train", said, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("export")).Exit);
        Assert.Equal(2, (await RunAsync("export", "out", "--limit", "51")).Exit);
    }

    private static Task<(int Exit, string Said)> ExportAsync(TestFolder folder, string target) =>
        RunAsync("export", target, "--fallback", "--data", folder.Data, "--models", folder.Models);

    private static async Task<(int Exit, string Said)> RunAsync(params string[] arguments)
    {
        using var said = new StringWriter();
        var exit = await CommandLine.RunAsync(Program.Verbs(), arguments, said, said);
        return (exit, said.ToString().Trim());
    }

    private static Task<string> ReadAsync(string folder, string name) =>
        File.ReadAllTextAsync(Path.Combine(folder, name), TestContext.Current.CancellationToken);
}

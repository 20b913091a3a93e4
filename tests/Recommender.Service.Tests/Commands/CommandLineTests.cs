using System.Text.Json;
using Recommender.Service.Commands;
using Recommender.Service.Hosting;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Commands;

public class CommandLineTests
{
    [Theory]
    [InlineData("--help", "demo")]
    [InlineData("import --help", "Examples:")]
    [InlineData("train --help", "--models <DIR>")]
    [InlineData("related --help", "--url <URL>")]
    [InlineData("serve --help", "curl")]
    [InlineData("demo --help", "sample newsroom")]
    public async Task Help_with_examples_goes_to_standard_output(string arguments, string said)
    {
        var (exit, output, error) = await RunAsync(arguments.Split(' '));

        Assert.Equal(0, exit);
        Assert.Contains(said, output, StringComparison.Ordinal);
        Assert.Empty(error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("dance")]
    [InlineData("train --bogus")]
    [InlineData("train extra")]
    [InlineData("import")]
    [InlineData("related")]
    [InlineData("related abc --id 1")]
    [InlineData("related abc --limit 0")]
    [InlineData("related abc --limit many")]
    [InlineData("train --site Not_A_Name")]
    public async Task Wrong_usage_returns_2_and_prints_one_line(string arguments)
    {
        var (exit, output, error) = await RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, exit);
        Assert.Empty(output);
        Assert.Contains("--help", Assert.Single(Lines(error)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import FILE --prnue --data DATA", "There is no option --prnue. Did you mean --prune?")]
    [InlineData("import FILE --jsno --data DATA", "There is no option --jsno. Did you mean --json?")]
    [InlineData("import FILE --models DATA", "There is no option --models.")]
    [InlineData("import --fulll=yes FILE --data DATA", "There is no option --fulll. Did you mean --full?")]
    [InlineData("related --ulr https://example.org/a --data DATA", "There is no option --ulr. Did you mean --url?")]
    [InlineData("train --sit blog", "There is no option --sit. Did you mean --site?")]
    public async Task A_mistyped_option_is_wrong_usage_and_nothing_is_done(string arguments, string said)
    {
        using var folder = new TestFolder();
        var file = Path.Combine(folder.Root, "articles.jsonl");
        await File.WriteAllTextAsync(file, "{\"id\":\"a\",\"title\":\"Harbour\"}", TestContext.Current.CancellationToken);

        var (exit, output, error) = await RunAsync(
            [.. arguments.Split(' ').Select(word => word switch { "FILE" => file, "DATA" => folder.Data, _ => word })]);

        Assert.Equal((2, ""), (exit, output));
        Assert.Contains(said, Assert.Single(Lines(error)), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.Data, "recommender.db")));
    }

    [Fact]
    public async Task A_file_whose_name_begins_with_dashes_is_imported_after_two_dashes()
    {
        using var folder = new TestFolder();

        var (exit, _, error) = await RunAsync(["import", "--data", folder.Data, "--", "--prnue"]);

        Assert.Equal(1, exit);
        Assert.Contains("--prnue: there is no such file", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_user_imports_trains_and_shows_related_articles()
    {
        using var folder = new TestFolder();
        var file = Path.Combine(folder.Root, "articles.jsonl");
        await File.WriteAllLinesAsync(file, Newsroom.Select(article => JsonSerializer.Serialize(new
        {
            id = article.SourceId, url = article.Url, title = article.Title, text = article.Text, published = article.Published,
        })), TestContext.Current.CancellationToken);

        var import = await RunAsync(["import", file, "--json", "--data", folder.Data]);
        Assert.Equal((0, ""), (import.Exit, import.Error));
        Assert.Equal(7, JsonDocument.Parse(import.Output).RootElement.GetProperty("new").GetInt32());

        var again = await RunAsync(["import", file, "--data", folder.Data]);
        Assert.StartsWith("0 new, 0 changed, 7 unchanged, 0 withdrawn, 0 skipped", again.Output, StringComparison.Ordinal);

        var train = await RunAsync(["train", "--json", "--data", folder.Data, "--models", folder.Models]);
        Assert.Equal(0, train.Exit);
        Assert.Equal(7, JsonDocument.Parse(train.Output).RootElement.GetProperty("articles").GetInt32());

        var related = await RunAsync(
            ["related", "--url", "https://example.org/harbour-1", "--limit", "1", "--json", "--data", folder.Data, "--models",
                folder.Models]);
        Assert.Equal(0, related.Exit);
        var item = Assert.Single(JsonDocument.Parse(related.Output).RootElement.GetProperty("items").EnumerateArray());
        Assert.Equal("harbour-2", item.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Ordinary_failures_return_1_and_print_one_line_with_advice()
    {
        using var folder = await new TestFolder().WithAsync(Newsroom);
        string[] folders = ["--data", folder.Data, "--models", folder.Models];

        await FailsAsync("recommender import SOURCE --site blog", ["train", "--site", "blog", .. folders]);
        await FailsAsync("recommender train", ["related", "--id", "choir", .. folders]);
        await FailsAsync("no article with the id nobody", ["related", "--id", "nobody", .. folders]);
        await FailsAsync("", ["import", Path.Combine(folder.Root, "missing.xml"), "--data", folder.Data]);
        await FailsAsync("cannot open the database", ["train", "--data", "/proc/nowhere"]);
        await FailsAsync("--urls", ["serve", "--urls", "nonsense", .. folders]);
    }

    [Fact]
    public async Task A_setting_out_of_range_is_reported_in_one_line()
    {
        using var folder = await new TestFolder().WithAsync(Newsroom);

        var e = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(
            () => folder.Host(("Recommender:Block:DefaultLimit", "51")));

        Assert.Contains("Recommender:Block:DefaultLimit must be from 1 to 50", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_with_an_invalid_setting_creates_no_store()
    {
        using var folder = new TestFolder();

        Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => WebHost.Build(new Dictionary<string, string?>
        {
            ["Recommender:Data"] = folder.Data, ["Recommender:Models"] = folder.Models, ["urls"] = "http://127.0.0.1:0",
            ["Recommender:Block:DefaultLimit"] = "51",
        }));

        Assert.False(Directory.Exists(folder.Data));
    }

    private static async Task FailsAsync(string says, string[] arguments)
    {
        var (exit, output, error) = await RunAsync(arguments);
        Assert.Equal((1, ""), (exit, output));
        Assert.Contains(says, Assert.Single(Lines(error)), StringComparison.Ordinal);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    internal static async Task<(int Exit, string Output, string Error)> RunAsync(string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await CommandLine.RunAsync(Program.Verbs(), arguments, output, error, TestContext.Current.CancellationToken);
        return (exit, output.ToString(), error.ToString());
    }
}

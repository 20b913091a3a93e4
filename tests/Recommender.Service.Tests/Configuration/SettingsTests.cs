namespace Recommender.Service.Tests.Configuration;

/// <summary>The real program in a folder of its own: its settings come from files, the environment and the command line.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recommender-test-").FullName;

    [Theory]
    [InlineData(null, "of-file")]
    [InlineData("env", "of-environment")]
    [InlineData("line", "of-command-line")]
    public async Task The_command_line_goes_before_the_environment_and_that_before_the_file(string? layer, string folder)
    {
        Write("""{"Recommender":{"Data":"of-file"}}""");
        await RunAsync(layer == "line" ? ["--data", "of-command-line"] : [],
            layer is null ? [] : [("Recommender__Data", "of-environment")], exit: 0);

        Assert.Equal([folder], Directory.GetDirectories(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_settings_file_that_is_not_JSON_is_named_with_the_line()
    {
        Write("{\n  \"Recommender\": {\n    \"Data\" \"data\"\n  }\n}");

        var error = await RunAsync([], [], exit: 1);

        Assert.Contains(Path.Combine(_folder, "appsettings.json"), error);
        Assert.Contains("line 3", error);
    }

    [Theory]
    [InlineData("Recommender__Fetching__MaxRetries", "11", "MaxRetries")]
    [InlineData("Recommender__Fetching__MaxRetries", "many", "Fetching:MaxRetries")]
    [InlineData("Recommender__Fetching__Timeout", "02:00:00", "Timeout")]
    [InlineData("Recommender__Data", "", "Recommender:Data (--data) must name a folder")]
    public async Task A_value_out_of_its_range_ends_the_program_with_one_line_that_names_it(string name, string value, string said)
    {
        Assert.Contains(said, await RunAsync([], [(name, value)], exit: 1));
        Assert.Empty(Directory.GetDirectories(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string settings) => File.WriteAllText(Path.Combine(_folder, "appsettings.json"), settings);

    /// <returns>What it said on standard error: one line if it failed, else how far it was.</returns>
    private async Task<string> RunAsync(string[] arguments, (string Name, string Value)[] environment, int exit)
    {
        var file = Path.Combine(_folder, "articles.jsonl");
        await File.WriteAllTextAsync(file, "{\"id\":\"a\",\"title\":\"Night boat\"}", TestContext.Current.CancellationToken);
        using var import = new RecommenderProcess(_folder, ["import", file, .. arguments], environment: environment);
        var exited = await import.EndAsync();
        var (_, errors) = await import.OutputAsync();

        Assert.Equal(exit, exited);
        Assert.True(exit == 0 || errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length == 1, errors);
        return errors;
    }
}

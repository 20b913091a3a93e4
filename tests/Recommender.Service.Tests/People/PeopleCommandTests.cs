using System.Text.Json;
using Recommender.Service.Commands;

namespace Recommender.Service.Tests.People;

public class PeopleCommandTests
{
    [Fact]
    public async Task An_operator_adds_lists_resets_and_disables_people()
    {
        using var folder = await new TestFolder().WithAsync(TestArticles.Newsroom);

        var added = await RunAsync(folder, "people", "add", "mila", "--name", "Mila Brandt", "--role", "editor", "--site", "default");
        Assert.Equal((0, ""), (added.Exit, added.Error));
        Assert.Matches(@"^http://127.0.0.1:8080/desk/-/password\?link=[A-Za-z0-9_-]{43}\s*$", added.Output);
        Assert.NotEqual(added.Output, (await RunAsync(folder, "people", "reset", "MILA")).Output);
        Assert.Contains("mila                  invited   Mila Brandt  editor at default", (await RunAsync(folder, "people", "list")).Output,
            StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync(folder, "people", "disable", "mila")).Exit);
        var listed = JsonDocument.Parse((await RunAsync(folder, "people", "list", "--json")).Output).RootElement.GetProperty("people")[0];
        Assert.Equal("disabled", listed.GetProperty("state").GetString());
        Assert.Equal(0, (await RunAsync(folder, "people", "enable", "mila")).Exit);
    }

    [Fact]
    public async Task An_operator_creates_lists_and_revokes_keys()
    {
        using var folder = await new TestFolder().WithAsync(TestArticles.Newsroom);

        var secret = (await RunAsync(folder, "keys", "add", "nightly export", "--role", "viewer", "--days", "30")).Output.Trim();
        Assert.Matches("^rk_[A-Za-z0-9_-]{43}$", secret);
        Assert.Contains($"{secret[..10]}  until", (await RunAsync(folder, "keys", "list")).Output, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync(folder, "keys", "revoke", secret[..10])).Exit);
        Assert.Contains($"{secret[..10]}  revoked", (await RunAsync(folder, "keys", "list")).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync(folder, "keys", "revoke", secret[..10])).Exit);
    }

    [Theory]
    [InlineData(1, "people list", "people", "reset", "nobody")]
    [InlineData(1, "no site 'blog'", "people", "add", "x", "--role", "viewer", "--site", "blog")]
    [InlineData(1, "days must be", "keys", "add", "x", "--role", "viewer", "--days", "0")]
    [InlineData(2, "people add --help", "people", "add", "x", "--role", "king")]
    [InlineData(2, "people add --help", "people", "add", "x")]
    [InlineData(2, "keys add --help", "keys", "add", "x", "--role", "viewer", "--site", "No Site")]
    public async Task Errors_are_reported_in_one_line(int exit, string said, params string[] arguments)
    {
        using var folder = await new TestFolder().WithAsync(TestArticles.Newsroom);

        var result = await RunAsync(folder, arguments);

        Assert.Equal((exit, ""), (result.Exit, result.Output));
        Assert.Contains(said, Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(TestFolder folder, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await CommandLine.RunAsync(
            Program.Verbs(), [.. arguments, "--data", folder.Data], output, error, TestContext.Current.CancellationToken);
        return (exit, output.ToString(), error.ToString());
    }
}

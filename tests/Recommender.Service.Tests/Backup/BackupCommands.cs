namespace Recommender.Service.Tests.Backup;

/// <summary>Runs the verbs <c>backup</c> and <c>restore</c> in this process.</summary>
internal static class BackupCommands
{
    public static async Task FailsAsync(string says, params string[] arguments)
    {
        var (exit, error) = await RunAsync(arguments);
        Assert.Equal(1, exit);
        Assert.Contains(says, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    public static async Task<(int Exit, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (await Recommender.Service.Commands.CommandLine.RunAsync(
            Program.Verbs(), arguments, output, error, TestContext.Current.CancellationToken), error.ToString());
    }
}

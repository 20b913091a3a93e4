using System.Diagnostics;

namespace Recommender.Service.Tests.Durability.Faults;

/// <summary>Each call of a worker to store, network, disk, engine and processes fails once. The long form: tests/fault-rounds.</summary>
public sealed class FaultTests
{
    [Fact]
    public void Every_worker_has_calls_that_can_fail()
    {
        var points = FaultyProgram.Points();

        Assert.Equal(
            typeof(Program).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Microsoft.Extensions.Hosting.BackgroundService)))
                .Select(type => type.Name).Order(),
            points.Select(point => point.Worker).Distinct().Order());
        Assert.Equal(Enum.GetValues<FaultKind>(), points.Select(point => point.Kind).Distinct().Order());
        Assert.Contains(("ClickWorker", FaultKind.Store, "Clicks.ClickStore.AddDayAsync > SqlMapper.ExecuteAsync"), points);
        Assert.Contains(("FoldInWorker", FaultKind.Engine, "Blocks.Loading.FoldIn.NextAsync > RelatedModel.FoldIn"), points);
        Assert.Equal(points.Count, points.Distinct().Count());
    }

    [Fact]
    public async Task Workers_other_sites_and_the_process_survive_the_failure_of_each_call()
    {
        using var program = new FaultyProgram();
        var start = new ProcessStartInfo("dotnet",
        [
            Path.Combine(program.Folder, "Recommender.Service.Tests.dll"), "-noLogo", "-noColor", "-explicit", "only",
            "-showLiveOutput", "-class", typeof(FaultRounds).FullName!,
        ])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = program.Folder,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine(output);
        // An exception on a thread of its own, which would have ended the program.
        var isWhole = !output.Contains("FATAL ERROR", StringComparison.Ordinal);
        Assert.True(isWhole && process.ExitCode == 0 && output.Contains("Total: 1", StringComparison.Ordinal), output + await errors);
    }
}

using System.Globalization;
using Recommender.Service.Tests.Durability;

namespace Recommender.Service.Tests.Fuzzing;

/// <summary>
/// Readers of what comes from outside, with inputs made by chance. Some hundred for each group, or the long form that tests/fuzz starts,
/// which learns from the branches that inputs take, and continues where the last process stopped.
/// </summary>
[Collection<FuzzMeasurements>]
public sealed class FuzzTests(ITestOutputHelper output)
{
    /// <summary>The exit code of a process after which another is to continue.</summary>
    internal const int Again = 75;

    private static readonly string? LongFolder = Environment.GetEnvironmentVariable("RECOMMENDER_FUZZ_FOLDER");

    public static TheoryData<string> Groups => [.. FuzzGroups.Names];

    [Theory]
    [MemberData(nameof(Groups))]
    public async Task No_input_crashes_a_reader_or_costs_it_more_than_its_budget(string name)
    {
        Assert.SkipWhen(LongFolder is not null, "the long form runs");
        using var group = FuzzGroups.Make(name);
        var judge = new Judge(group, times: 5);
        var mutator = new Mutator(group.Grammar, new Random(17));
        List<byte[]> corpus = [.. Enumerable.Range(0, 20).Select(_ => mutator.Make()), .. group.Seeds("nowhere")];
        var findings = new List<string>();
        await Task.Factory.StartNew(() =>
        {
            for (var i = 0; i < (name == "restore" ? 40 : 300); i++)
            {
                var input = group.Mutate(corpus[i % corpus.Count], corpus[^1], mutator);
                if (judge.Of(input) is { Finding: { } finding } verdict)
                {
                    findings.Add($"{finding}: {verdict.Detail}: {Convert.ToBase64String(input)}");
                }
            }
        }, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        Assert.Equal("", string.Join('\n', findings.Take(5)));
    }

    [Fact]
    public async Task The_long_form()
    {
        Assert.SkipUnless(LongFolder is not null, "see tests/fuzz");
        var name = Environment.GetEnvironmentVariable("RECOMMENDER_FUZZ_GROUP")!;
        var minutes = double.Parse(Environment.GetEnvironmentVariable("RECOMMENDER_FUZZ_MINUTES")!, CultureInfo.InvariantCulture);
        using var group = FuzzGroups.Make(name);
        using var folder = new FuzzFolder(Path.Combine(LongFolder!, name));
        var loop = new FuzzLoop(group, folder, TimeSpan.FromMinutes(minutes), TestLength.Number("RECOMMENDER_FUZZ_SEED", 1));
        await Task.Factory.StartNew(
            () => loop.Run(Environment.GetEnvironmentVariable("RECOMMENDER_FUZZ_SHARED")), TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning, TaskScheduler.Default);

        output.WriteLine($"{name}: {loop.Figures}, {folder.Findings} findings");
        Assert.Equal(0, folder.Findings);
    }
}

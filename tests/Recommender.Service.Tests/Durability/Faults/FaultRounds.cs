using System.Text.RegularExpressions;

namespace Recommender.Service.Tests.Durability.Faults;

/// <summary>
/// Lets each call of the workers fail once while a busy service runs. Works in a <see cref="FaultyProgram"/> only, which
/// <see cref="FaultTests"/> starts.
/// </summary>
public sealed class FaultRounds
{
    private static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(TestLength.Number("RECOMMENDER_FAULT_SECONDS", 15));

    private static readonly TimeSpan LongestRecovery = TimeSpan.FromMinutes(2);

    // The share of the calls that fail, in percent.
    private static readonly int Share = TestLength.Number("RECOMMENDER_FAULT_SHARE", 30);

    private static readonly Regex Worker = new(Environment.GetEnvironmentVariable("RECOMMENDER_FAULT_WORKERS") ?? "");

    // The words by which health names the work of a worker.
    private static readonly Dictionary<string, Regex> Reasons = new()
    {
        ["ClickWorker"] = new("click counts"),
        ["FoldInWorker"] = new("lists of new articles|ranking its new articles"),
        ["MonitorWorker"] = new("health check|database cannot be|runs or arrivals cannot be read"),
        ["NotificationWorker"] = new("webhook at"),
        ["PurgeWorker"] = new("purg"),
        ["RunScheduler"] = new("trainings"),
        ["SnapshotWorker"] = new("reading the store|cannot be read"),
        ["SourceWorker"] = new("its sources"),
    };

    // Calls that the code of a worker could reach, and that a running server on Linux does not make.
    private static readonly (string Worker, string Call)[] NotMade =
    [
        ("SourceWorker", "Importing.LocalSources.FromStandardInput >"),
        ("RunScheduler", "Training.RunOwner.StartOf > Process."),
        // Only folding in changes single lists; other changes end all answers.
        ("SnapshotWorker", "Blocks.Changes.ChangedLists.Compare >"),
        ("ClickWorker", "Blocks.Changes.ChangedLists.Compare >"),
        // Only after another failure.
        ("SourceWorker", "Importing.Fetching.Fetcher.SaveAsync > File.Delete"),
        // Only for a rule that is made or restored, and for a row that cannot be read.
        ("ClickWorker", "Rules.RuleWriter.ActiveAsync >"),
        ("SnapshotWorker", "Blocks.Loading.SnapshotQuery.ReadAsync > DbDataReader.GetString"),
        // Only at a start, before the workers begin.
        ("SnapshotWorker", "Models.ModelStore.ListAsync >"),
    ];

    // Calls whose failure changes little, so that health does not name it.
    private static readonly string[] Harmless =
    [
        "Watching.SiteMonitor.FreeBytes >", "Training.RunProcesses.LowerPriority >", "Training.RunOwner.StartOf >",
        // One item is skipped, as the report of the import says; a feed is read again by a reading process.
        "Importing.Formats.MarkdownItem.ReadSite >", "Importing.Formats.TextEncoding.OpenText >", "Importing.SourceContent.Look >",
        "Importing.SourceContent.Open >",
    ];

    private readonly Dictionary<string, long> _failures = [];

    [Fact(Explicit = true)]
    public async Task Each_call_of_a_worker_fails_once()
    {
        var seed = TestLength.Number("RECOMMENDER_FAULT_SEED", 1);
        var faults = new Faults(Chosen(seed), BusySites.Spared, seed);
        await using var sites = await BusySites.StartAsync();
        await sites.WorkAsync();
        faults.Start();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var working = RepeatAsync(sites.WorkAsync, over.Token);
        await LookWhileAsync(() => faults.All.Any(fault => !IsOver(fault, faults)), LongestRound);
        // The last ones that failed have time to succeed.
        faults.Stop();
        await LookWhileAsync(() => faults.All.Any(fault => fault.Thrown > 0 && !IsOver(fault, faults)), LongestRecovery);
        await over.CancelAsync();
        await working;
        Console.WriteLine($"{faults.All.Count(fault => IsOver(fault, faults))} of {faults.All.Count()} calls failed once and succeeded "
            + $"afterwards, and health named the work");
        Assert.Contains(faults.All, fault => fault.Thrown > 0);
        var wrong = Lines("never made", faults.All.Where(fault => Share == 100 && fault.Thrown == 0))
            + Lines("not made again", faults.All.Where(fault => fault.Thrown > 0 && fault.Passed == 0))
            + Lines("not in health", faults.All.Where(fault => fault is { Thrown: > 0, IsReported: false } && !IsHarmless(fault)));
        Assert.True(wrong.Length == 0, wrong);
        Assert.False(sites.IsStopping);
        await Eventually.ReadsAsync(
            sites.ReasonsAsync, reasons => !reasons.Any(reason => Reasons.Values.Any(words => words.IsMatch(reason))));

        async Task LookWhileAsync(Func<bool> isOpen, TimeSpan longest)
        {
            var began = TimeProvider.System.GetTimestamp();
            while (isOpen() && TimeProvider.System.GetElapsedTime(began) < longest)
            {
                Assert.True(!working.IsFaulted, $"a request failed: {working.Exception}");
                Look(faults, await sites.ReasonsAsync(), sites.Failures);
                await Task.Delay(15, TestContext.Current.CancellationToken);
            }
        }
    }

    private static IEnumerable<(string Worker, FaultKind Kind, string Name)> Chosen(int seed)
    {
        var random = new Random(seed);
        return FaultyProgram.Points()
            .Where(point => Worker.IsMatch(point.Worker) && !NotMade.Any(
                call => call.Worker == point.Worker && point.Name.StartsWith(call.Call, StringComparison.Ordinal)))
            .Where(_ => random.Next(100) < Share).ToList();
    }

    private static bool IsHarmless(Fault fault) => Harmless.Any(call => fault.Call.StartsWith(call, StringComparison.Ordinal));

    private static bool IsOver(Fault fault, Faults faults) =>
        fault.Passed > 0 && (fault.IsReported || IsHarmless(fault)) && faults.Of(fault.Worker) != fault;

    // A failure that is over between two looks is still counted.
    private void Look(Faults faults, IReadOnlyList<string> reasons, IEnumerable<(string? Site, string What, long Failures)> failures)
    {
        var counted = failures.ToList();
        foreach (var (worker, words) in Reasons)
        {
            var times = counted.Where(duty => words.IsMatch(duty.What)).Sum(duty => duty.Failures);
            var isNew = times > _failures.GetValueOrDefault(worker);
            _failures[worker] = times;
            if (faults.Of(worker) is not { } fault)
            {
                continue;
            }

            var isNamed = isNew || reasons.Any(words.IsMatch);
            fault.IsReported |= isNamed;
            fault.Quiet = isNamed ? 0 : fault.Quiet + 1;
            // Some calls are rare: the next may fail meanwhile. An unreported failure, and a call that is not made again, fail the test.
            if (fault.Quiet > (fault is { IsReported: true, Passed: > 0 } ? 2 : 60))
            {
                faults.End(fault);
            }
        }
    }

    private static async Task RepeatAsync(Func<Task> work, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await work();
        }
    }

    private static string Lines(string problem, IEnumerable<Fault> faults) =>
        string.Concat(faults.Select(fault => $"{problem}: {fault}\n").Order(StringComparer.Ordinal));
}

using System.Diagnostics;
using Recommender.Service.Articles;
using Recommender.Service.Commands;
using Recommender.Service.Importing;
using Recommender.Service.Models;

namespace Recommender.Service.Tests.Durability;

/// <summary>
/// Repeatedly runs the program, kills it, checks the remaining data, and runs it again. The store must contain everything that it had
/// before and everything that the process acknowledged, and the second run must end like an uninterrupted one.
/// </summary>
internal sealed class KillRounds(string folder)
{
    // Aimed kills come within this time after the first sign of writing.
    private static readonly TimeSpan Aim = TimeSpan.FromMilliseconds(250);

    // Bytes in the log of a store: more than the schema, less than the schema and a batch.
    private const int FirstBatch = 150_000;
    private readonly Dictionary<Work, TimeSpan> _usual = [];
    private readonly string _site = Path.Combine(folder, "site");
    private readonly string _data = Path.Combine(folder, "data");
    private readonly string _models = Path.Combine(folder, "models");
    private readonly string _reference = Path.Combine(folder, "reference");
    private int _edition;

    /// <summary>Number of kills by what the process was doing.</summary>
    public SortedDictionary<string, int> Phases { get; } = new(StringComparer.Ordinal);

    /// <summary>Number of rounds in which something was acknowledged before the kill.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>Measures the duration of each kind of work without a kill.</summary>
    public async Task MeasureAsync()
    {
        Clear();
        foreach (var work in new[] { Work.Import, Work.Train })
        {
            await RunToEndAsync(work);
        }

        _usual[Work.ImportThenTrain] = _usual[Work.Import] + _usual[Work.Train];
    }

    /// <exception cref="DurabilityException">Data is lost, damaged or different.</exception>
    public async Task RunAsync(RoundPlan round)
    {
        if (round.IsFresh)
        {
            Clear();
        }
        else
        {
            _edition++;
        }

        GeneratedSite.Write(_site, _edition);
        var before = await StoreState.ReadAsync(_data, _models);
        await InProcessAsync("import", _site, "--data", Path.Combine(_reference, "data"));
        if (round.Work == Work.Train)
        {
            await InProcessAsync("import", _site, "--data", _data);
        }

        var expected = await StoreState.ReadAsync(Path.Combine(_reference, "data"), Path.Combine(_reference, "models"));
        var reported = await RunAndKillAsync(round);
        var after = await StoreState.ReadAsync(_data, _models);
        CheckArticles(round.Work, before, after, expected, reported);
        CheckModels(before, after, reported);
        var phase = PhaseOf(round.Work, before, after, expected, reported);
        Phases[phase] = Phases.GetValueOrDefault(phase) + 1;

        await RunToEndAsync(round.Work);
        var final = await StoreState.ReadAsync(_data, _models);
        StoreState.Check(Same(final.Hashes, expected.Hashes),
            "the articles after the second run differ from those of an uninterrupted run");
        if (round.Work is Work.Train or Work.ImportThenTrain)
        {
            final.CheckNoLeftovers(_models);
            await CheckListsAsync(final);
        }
    }

    private void Clear()
    {
        foreach (var part in new[] { _site, _data, _models, _reference }.Where(Directory.Exists))
        {
            Directory.Delete(part, recursive: true);
        }

        _edition = 0;
        GeneratedSite.Write(_site, _edition);
    }

    private async Task<ReportedProgress> RunAndKillAsync(RoundPlan round)
    {
        var reported = new ReportedProgress();
        var clock = Stopwatch.StartNew();
        // A pipe is fed for about four seconds; an import reports progress after two.
        var at = round.Work == Work.ImportFromPipe ? TimeSpan.FromSeconds(1.5 + (3 * round.At)) : _usual[round.Work] * (1.1 * round.At);
        foreach (var work in round.Work == Work.ImportThenTrain ? [Work.Import, Work.Train] : new[] { round.Work })
        {
            using var process = Start(work, slowly: true);
            // If there are two processes, every other aimed kill is for the second.
            var aims = round.IsAimed && (work == Work.Train || round.Work == Work.Import || round.Number % 2 == 0);
            if (aims)
            {
                await Task.Delay(await BeganToWriteAsync(work, process, isLate: round.Number % 4 >= 2) * round.At);
            }
            else
            {
                await UntilAsync(() => process.HasExited || (clock.Elapsed > at && !round.IsAimed));
            }

            reported.WasRunning = await process.KillAsync();
            reported.Last = work;
            reported.Add(await process.OutputAsync());
            if (reported.WasRunning)
            {
                break;
            }

            await CheckEndAsync(process);
        }

        Acknowledged += reported.Items > 0 || reported.Report is not null || reported.Model is not null ? 1 : 0;
        return reported;
    }

    /// <summary>Waits until the process begins to write.</summary>
    /// <param name="isLate">
    /// True to wait for the first batch instead of the schema, and for the rename of the model's folder instead of its first file.
    /// </param>
    /// <returns>The period after that in which to kill.</returns>
    private async Task<TimeSpan> BeganToWriteAsync(Work work, RecommenderProcess process, bool isLate)
    {
        await UntilAsync(() => process.HasExited || HasBegunToWrite(work, isLate ? FirstBatch : 1));
        if (work != Work.Train || !isLate)
        {
            return Aim;
        }

        await UntilAsync(() => process.HasExited || !HasBegunToWrite(work));
        return Aim / 10;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Delay(1);
        }
    }

    private bool HasBegunToWrite(Work work, int atLeast = 1) => work == Work.Train
        ? Directory.Exists(Path.Combine(_models, SiteStore.Default))
            && Directory.EnumerateDirectories(Path.Combine(_models, SiteStore.Default), ".run-*").Any()
        : new FileInfo(Path.Combine(_data, "recommender.db-wal")) is { Exists: true } log && log.Length >= atLeast;

    private async Task RunToEndAsync(Work work)
    {
        var clock = Stopwatch.StartNew();
        foreach (var part in work == Work.ImportThenTrain ? [Work.Import, Work.Train] : new[] { work })
        {
            using var process = Start(part, slowly: false);
            await CheckEndAsync(process);
        }

        _usual[work] = _usual.TryGetValue(work, out var usual) ? (usual * 0.7) + (clock.Elapsed * 0.3) : clock.Elapsed;
    }

    private static async Task CheckEndAsync(RecommenderProcess process)
    {
        var exit = await process.EndAsync();
        StoreState.Check(exit == CommandLine.Done, $"exit code {exit}: {(await process.OutputAsync()).Errors}");
    }

    private RecommenderProcess Start(Work work, bool slowly) => work switch
    {
        // Forced: an edition changes a third of the articles, and several editions together more than the gate accepts.
        Work.Train => new RecommenderProcess(folder, ["train", "--force", "--data", _data, "--models", _models]),
        Work.ImportFromPipe => new RecommenderProcess(folder, ["import", "-", "--data", _data], input => FeedAsync(input, slowly)),
        _ => new RecommenderProcess(folder, ["import", _site, "--data", _data]),
    };

    private async Task FeedAsync(TextWriter input, bool slowly)
    {
        foreach (var (n, number) in GeneratedSite.Files(_edition).SelectMany(file => file).Index())
        {
            await input.WriteLineAsync(GeneratedSite.Line(number, _edition));
            if (slowly && n >= ImportLimits.BatchSize && n % 20 == 0)
            {
                await input.FlushAsync();
                await Task.Delay(500);
            }
        }
    }

    private static async Task InProcessAsync(params string[] arguments)
    {
        using var errors = new StringWriter();
        var exit = await CommandLine.RunAsync(Program.Verbs(), arguments, TextWriter.Null, errors);
        StoreState.Check(exit == CommandLine.Done, $"{arguments[0]}: exit code {exit}: {errors}");
    }

    // Batches are stored in the order of the source, each completely or not at all.
    private void CheckArticles(Work work, StoreState before, StoreState after, StoreState expected, ReportedProgress reported)
    {
        if (work == Work.Train)
        {
            StoreState.Check(Same(after.Hashes, expected.Hashes), "training changed articles");
            return;
        }

        var files = GeneratedSite.Files(_edition);
        var sources = work == Work.ImportFromPipe ? [[.. files.SelectMany(file => file)]] : files;
        var (items, stopped) = (0, false);
        foreach (var batch in sources.SelectMany(file => file.Chunk(ImportLimits.BatchSize)))
        {
            var changed = batch.Select(GeneratedSite.Id).Where(id => before.Hashes.GetValueOrDefault(id) != expected.Hashes[id]).ToList();
            var stored = changed.Count(id => after.Hashes.GetValueOrDefault(id) == expected.Hashes[id]);
            StoreState.Check(stored == 0 || stored == changed.Count, $"{stored} of the {changed.Count} changes of one batch are stored");
            StoreState.Check(!stopped || stored == 0, "a batch is stored although the one before it is not");
            var state = stored > 0 ? expected : before;
            StoreState.Check(
                changed.All(id => after.Hashes.GetValueOrDefault(id) == state.Hashes.GetValueOrDefault(id)),
                "an article is neither the old version nor the new one");
            stopped |= stored < changed.Count;
            items += stopped ? 0 : batch.Length;
        }

        StoreState.Check(before.Hashes.Keys.All(after.Hashes.ContainsKey), "an earlier article is lost");
        StoreState.Check(items >= reported.Items, $"{reported.Items} articles were acknowledged, {items} are stored");
        StoreState.Check(reported.Report is null || !stopped, "the import reported its end, but not everything is stored");
    }

    private static void CheckModels(StoreState before, StoreState after, ReportedProgress reported)
    {
        StoreState.Check(before.Live is null || after.Live is not null, "there is no live model any more");
        StoreState.Check(reported.Model is null || reported.Model == after.Live,
            $"model {reported.Model} was acknowledged, but {after.Live} is live");
        StoreState.Check(
            after.Live == before.Live || before.Models.All(model => model.Version != after.Live), "an older model became live again");
    }

    private async Task CheckListsAsync(StoreState final)
    {
        var (data, models) = (Path.Combine(_reference, "data"), Path.Combine(_reference, "models"));
        await InProcessAsync("train", "--force", "--data", data, "--models", models);
        var uninterrupted = (await StoreState.ReadAsync(data, models)).Live!;
        var wanted = await File.ReadAllBytesAsync(Path.Combine(StoreState.ModelFolderOf(models, uninterrupted), ModelFolder.ListsFile));
        var lists = await File.ReadAllBytesAsync(Path.Combine(StoreState.ModelFolderOf(_models, final.Live!), ModelFolder.ListsFile));
        StoreState.Check(wanted.AsSpan().SequenceEqual(lists), "the lists differ from those of an uninterrupted training");
    }

    private string PhaseOf(Work work, StoreState before, StoreState after, StoreState expected, ReportedProgress reported)
    {
        var name = reported.Last == Work.Train ? "train" : work == Work.ImportFromPipe ? "import from a pipe" : "import";
        if (!reported.WasRunning)
        {
            return $"{name}: ended before the kill";
        }

        if (reported.Last != Work.Train)
        {
            return $"{name}: " + (reported.Report is not null ? "5 reported, not ended"
                : Same(after.Hashes, expected.Hashes) ? "4 all stored, not reported"
                : !Same(after.Hashes, before.Hashes) ? "3 some batches stored"
                : HasBegunToWrite(Work.Import) ? "2 store open, nothing stored"
                : "1 starting");
        }

        var candidate = after.Models.FirstOrDefault(model => model.Status == ModelStatus.Candidate)?.Version;
        return $"{name}: " + (reported.Model is not null ? "6 reported, not ended"
            : after.Live != before.Live ? "5 live, not reported"
            : candidate is null ? "1 starting"
            : Directory.Exists(StoreState.ModelFolderOf(_models, candidate)) ? "4 folder complete, not live"
            : HasBegunToWrite(Work.Train) ? "3 writing the folder"
            : "2 training");
    }

    private static bool Same(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(entry => other.GetValueOrDefault(entry.Key) == entry.Value);
}

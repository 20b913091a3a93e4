using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Recommender.Service.Articles;
using Recommender.Service.Commands;
using Recommender.Service.Importing;
using Recommender.Service.Models;

namespace Recommender.Service.Tests.Durability;

/// <summary>
/// Runs the program, kills it, looks at what is left, and runs it again, over and over. What the store held before, plus all that the
/// process had acknowledged, must be there; and the second run must end where an uninterrupted one does.
/// </summary>
internal sealed partial class KillRounds(string folder)
{
    // Aimed kills come within this time after the first sign of writing.
    private static readonly TimeSpan Aim = TimeSpan.FromMilliseconds(250);

    // Bytes in the log of a store: the schema takes less, the schema and a batch take more.
    private const int FirstBatch = 150_000;
    private readonly Dictionary<Work, TimeSpan> _usual = [];
    private readonly string _site = Path.Combine(folder, "site");
    private readonly string _data = Path.Combine(folder, "data");
    private readonly string _models = Path.Combine(folder, "models");
    private readonly string _reference = Path.Combine(folder, "reference");
    private int _edition;

    /// <summary>How many kills met what the process was doing then.</summary>
    public SortedDictionary<string, int> Phases { get; } = new(StringComparer.Ordinal);

    /// <summary>How often something had been acknowledged before the kill.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>Learns how long the work takes when nobody kills it.</summary>
    public async Task MeasureAsync()
    {
        Clear();
        foreach (var work in new[] { Work.Import, Work.Train })
        {
            await RunToEndAsync(work);
        }

        _usual[Work.ImportThenTrain] = _usual[Work.Import] + _usual[Work.Train];
    }

    /// <exception cref="DurabilityException">What must hold does not.</exception>
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
        var said = await RunAndKillAsync(round);
        var after = await StoreState.ReadAsync(_data, _models);
        CheckArticles(round.Work, before, after, expected, said);
        CheckModels(before, after, said);
        var phase = PhaseOf(round.Work, before, after, expected, said);
        Phases[phase] = Phases.GetValueOrDefault(phase) + 1;

        await RunToEndAsync(round.Work);
        var final = await StoreState.ReadAsync(_data, _models);
        StoreState.Check(Same(final.Hashes, expected.Hashes), "the articles after the second run are not those of an uninterrupted one");
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

    private async Task<Said> RunAndKillAsync(RoundPlan round)
    {
        var said = new Said();
        var clock = Stopwatch.StartNew();
        // A pipe is fed for about four seconds; an import reports progress after two.
        var at = round.Work == Work.ImportFromPipe ? TimeSpan.FromSeconds(1.5 + (3 * round.At)) : _usual[round.Work] * (1.1 * round.At);
        foreach (var work in round.Work == Work.ImportThenTrain ? [Work.Import, Work.Train] : new[] { round.Work })
        {
            using var process = Start(work, slowly: true);
            // Of two processes every other aimed kill is aimed at the second.
            var aims = round.IsAimed && (work == Work.Train || round.Work == Work.Import || round.Number % 2 == 0);
            if (aims)
            {
                await Task.Delay(await BeganToWriteAsync(work, process, isLate: round.Number % 4 >= 2) * round.At);
            }
            else
            {
                await UntilAsync(() => process.HasExited || (clock.Elapsed > at && !round.IsAimed));
            }

            said.WasRunning = await process.KillAsync();
            said.Last = work;
            said.Add(await process.SaidAsync());
            if (said.WasRunning)
            {
                break;
            }

            await CheckEndAsync(process);
        }

        Acknowledged += said.Items > 0 || said.Report is not null || said.Model is not null ? 1 : 0;
        return said;
    }

    /// <summary>Waits for it, and gives the time after it that is worth a kill.</summary>
    /// <param name="isLate">Not the schema but the first batch; not the model's first file but its folder's last name.</param>
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
        ? Directory.Exists(Path.Combine(_models, SiteStore.Default)) && Directory.EnumerateDirectories(Path.Combine(_models, SiteStore.Default), ".run-*").Any()
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
        StoreState.Check(exit == CommandLine.Done, $"exit code {exit}: {(await process.SaidAsync()).Errors}");
    }

    private RecommenderProcess Start(Work work, bool slowly) => work switch
    {
        // An edition changes a third of the articles, several of them more than the gate lets pass.
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

    // Batches are stored in the order of the source, each wholly or not at all.
    private void CheckArticles(Work work, StoreState before, StoreState after, StoreState expected, Said said)
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
            StoreState.Check(!stopped || stored == 0, "a batch is stored, though the one before it is not");
            StoreState.Check(
                changed.All(id => after.Hashes.GetValueOrDefault(id) == (stored > 0 ? expected : before).Hashes.GetValueOrDefault(id)), "an article is neither as it was nor as it should be");
            stopped |= stored < changed.Count;
            items += stopped ? 0 : batch.Length;
        }

        StoreState.Check(before.Hashes.Keys.All(after.Hashes.ContainsKey), "an article of the time before is lost");
        StoreState.Check(items >= said.Items, $"{said.Items} articles were acknowledged, {items} are stored");
        StoreState.Check(said.Report is null || !stopped, "the import had reported its end, but not all is stored");
    }

    private static void CheckModels(StoreState before, StoreState after, Said said)
    {
        StoreState.Check(before.Live is null || after.Live is not null, "the model that was live is gone");
        StoreState.Check(said.Model is null || said.Model == after.Live, $"model {said.Model} was acknowledged, live is {after.Live}");
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
        StoreState.Check(wanted.AsSpan().SequenceEqual(lists), "the lists are not those of an uninterrupted training");
    }

    private string PhaseOf(Work work, StoreState before, StoreState after, StoreState expected, Said said)
    {
        var name = said.Last == Work.Train ? "train" : work == Work.ImportFromPipe ? "import from a pipe" : "import";
        if (!said.WasRunning)
        {
            return $"{name}: ended before the kill";
        }

        if (said.Last != Work.Train)
        {
            return $"{name}: " + (said.Report is not null ? "5 reported, not ended"
                : Same(after.Hashes, expected.Hashes) ? "4 all stored, not reported"
                : !Same(after.Hashes, before.Hashes) ? "3 some batches stored"
                : HasBegunToWrite(Work.Import) ? "2 store open, nothing stored"
                : "1 starting");
        }

        var candidate = after.Models.FirstOrDefault(model => model.Status == ModelStatus.Candidate)?.Version;
        return $"{name}: " + (said.Model is not null ? "6 reported, not ended"
            : after.Live != before.Live ? "5 live, not reported"
            : candidate is null ? "1 starting"
            : Directory.Exists(StoreState.ModelFolderOf(_models, candidate)) ? "4 folder complete, not live"
            : HasBegunToWrite(Work.Train) ? "3 writing the folder"
            : "2 training");
    }

    private static bool Same(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(entry => other.GetValueOrDefault(entry.Key) == entry.Value);

    /// <summary>What processes had said before they were killed.</summary>
    private sealed partial class Said
    {
        public bool WasRunning { get; set; }

        public Work Last { get; set; }

        public int Items { get; private set; }

        public string? Report { get; private set; }

        public string? Model { get; private set; }

        public void Add((string Output, string Errors) text)
        {
            foreach (Match line in Progress().Matches(text.Errors))
            {
                Items = int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture);
            }

            Report ??= ReportLine().Match(text.Output) is { Success: true } report ? report.Value : null;
            Model ??= ModelLine().Match(text.Output) is { Success: true } model ? model.Groups[1].Value : null;
        }

        [GeneratedRegex("^importing .*: ([0-9]+)$", RegexOptions.Multiline)]
        private static partial Regex Progress();

        [GeneratedRegex("^[0-9]+ new, .* skipped$", RegexOptions.Multiline)]
        private static partial Regex ReportLine();

        [GeneratedRegex("^Model ([0-9a-f-]+) of .*$", RegexOptions.Multiline)]
        private static partial Regex ModelLine();
    }
}

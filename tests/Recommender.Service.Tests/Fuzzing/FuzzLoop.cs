using System.Diagnostics;
using Recommender.Service.Importing.Budgets;

namespace Recommender.Service.Tests.Fuzzing;

/// <summary>Gives a group changed inputs until its time is over; those that reach something new are changed further.</summary>
/// <param name="length">The processor time; what earlier runs took is part of it.</param>
internal sealed class FuzzLoop(FuzzGroup group, FuzzFolder folder, TimeSpan length, int seed)
{
    private const int LongestKept = 40_000;

    // What takes longer is a beginning for few others: many short inputs find more.
    private static readonly TimeSpan Fast = TimeSpan.FromMilliseconds(8);

    private static readonly TimeSpan BetweenNotes = TimeSpan.FromSeconds(10);

    // That of a reading process.
    private static readonly TimeSpan LimitInside = new ReadingOptions().Timeout;

    private readonly Judge _judge = new(group);
    private readonly Coverage _coverage = new();
    private readonly List<byte[]> _corpus = [];
    private readonly List<byte[]> _slow = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly FuzzFigures _before = folder.Figures;
    private long _inputs;

    public FuzzFigures Figures => _before.And(
        _inputs, _watch.Elapsed, ProcessorTime.Now, _corpus.Count + _slow.Count, _coverage.Branches, _judge.Costly);

    public void Run(string? shared)
    {
        // Another run makes other inputs.
        var random = new Random(seed + (1000 * _before.Runs));
        var mutator = new Mutator(group.Grammar, random);
        using var watching = new Timer(_ => Watch(), null, BetweenNotes, BetweenNotes);
        foreach (var input in folder.Corpus().Concat(shared is null ? [] : group.Seeds(shared)).Where(group.Takes).Prepend([]))
        {
            Try(input, isSeed: true);
        }

        while (_before.Processor + ProcessorTime.Now < length)
        {
            var (input, other) = (Pick(random), Pick(random));
            var made = random.Next(20) == 0 ? mutator.Make() : group.Mutate(input, other, mutator);
            if (group.Takes(made) || random.Next(20) == 0)
            {
                Try(made, isSeed: false);
            }
        }

        folder.Figures = Figures;
    }

    private void Try(byte[] input, bool isSeed)
    {
        folder.Note(input);
        Coverage.Clear();
        var verdict = _judge.Of(input);
        _inputs++;
        if ((_coverage.Learn() || isSeed) && input.Length <= LongestKept && (isSeed || group.Takes(input)))
        {
            (_judge.Last < Fast || _corpus.Count == 0 ? _corpus : _slow).Add(input);
            folder.Keep(input);
        }

        if (verdict.Finding is not null && folder.IsNew(verdict))
        {
            var small = new Minimiser(_judge, verdict).Shorten(input);
            folder.Report(verdict, small);
            TestContext.Current.TestOutputHelper?.WriteLine($"{group.Name}: {verdict.Finding}: {verdict.Detail} ({small.Length} bytes)");
        }
    }

    // The newest have been changed the least; of two, the shorter costs less.
    private byte[] Pick(Random random)
    {
        if (_slow.Count > 0 && random.Next(50) == 0)
        {
            return _slow[random.Next(_slow.Count)];
        }

        var one = _corpus[^(1 + random.Next(random.Next(4) == 0 ? Math.Min(_corpus.Count, 20) : _corpus.Count))];
        var other = _corpus[random.Next(_corpus.Count)];
        return random.Next(2) == 0 || one.Length < other.Length ? one : other;
    }

    // What would never end cannot be stopped within a process: the next one begins after it.
    private void Watch()
    {
        folder.Figures = Figures;
        if (group.Inside.Since is { } since && ProcessorTime.Now - since > LimitInside)
        {
            folder.Refuse();
            Environment.Exit(FuzzTests.Again);
        }
    }
}

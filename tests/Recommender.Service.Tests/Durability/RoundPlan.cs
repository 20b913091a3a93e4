namespace Recommender.Service.Tests.Durability;

/// <summary>What a process does when it is killed.</summary>
internal enum Work
{
    Import,

    /// <summary>From standard input that comes slowly, so that the import tells its progress before the end.</summary>
    ImportFromPipe,
    Train,
    ImportThenTrain,
}

/// <summary>One round: what runs, and when it is killed.</summary>
/// <param name="Number">From 0.</param>
/// <param name="IsFresh">Starts from empty folders; else from what the round before left.</param>
/// <param name="Work">What runs.</param>
/// <param name="IsAimed">Killed shortly after it began to write; else anywhere between its start and a little beyond its usual end.</param>
/// <param name="At">Where in that time, 0 to 1.</param>
internal sealed record RoundPlan(int Number, bool IsFresh, Work Work, bool IsAimed, double At)
{
    private static readonly Work[] Turns =
    [
        Work.Import, Work.Train, Work.ImportThenTrain, Work.Import, Work.Train,
        Work.ImportFromPipe, Work.Import, Work.ImportThenTrain, Work.Train, Work.Import,
    ];

    public static IEnumerable<RoundPlan> Make(int rounds, int seed)
    {
        var random = new Random(seed);
        for (var n = 0; n < rounds; n++)
        {
            var work = Turns[n % Turns.Length];
            yield return new RoundPlan(n, n % 3 == 0, work, random.Next(2) == 0 && work != Work.ImportFromPipe, random.NextDouble());
        }
    }
}

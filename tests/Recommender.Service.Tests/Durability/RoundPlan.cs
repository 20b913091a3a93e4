namespace Recommender.Service.Tests.Durability;

/// <summary>The work of a process that is killed.</summary>
internal enum Work
{
    Import,

    /// <summary>From slow standard input, so that the import reports its progress before the end.</summary>
    ImportFromPipe,
    Train,
    ImportThenTrain,
}

/// <summary>The plan of one round.</summary>
/// <param name="Number">From 0.</param>
/// <param name="IsFresh">True to start with empty folders, false to continue with those of the previous round.</param>
/// <param name="IsAimed">True to kill shortly after the first write; false for any time from the start to just after the usual end.</param>
/// <param name="At">The moment within that period, from 0 to 1.</param>
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

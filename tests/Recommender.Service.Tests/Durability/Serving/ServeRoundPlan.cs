namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>The plan of one round.</summary>
/// <param name="Number">From 0.</param>
/// <param name="At">The moment within the aim's period, from 0 to 1.</param>
/// <param name="WriteEvery">The interval between writes of click counts.</param>
internal sealed record ServeRoundPlan(int Number, KillAim Aim, double At, TimeSpan WriteEvery)
{
    private static readonly TimeSpan Default = TimeSpan.FromSeconds(3);
    private static readonly int[] Milliseconds = [100, 300, 1000];

    private static readonly KillAim[] Turns =
    [
        KillAim.AtAcknowledgement, KillAim.InBurst, KillAim.InCheckpoint, KillAim.AnyMoment, KillAim.DuringStart,
        KillAim.AtAcknowledgement, KillAim.AnyMoment, KillAim.InBurst, KillAim.AtAcknowledgement, KillAim.AnyMoment,
    ];

    // One round in so many takes eight seconds.
    private const int Long = 40;

    public static IEnumerable<ServeRoundPlan> Make(int rounds, int seed)
    {
        var random = new Random(seed);
        for (var n = 0; n < rounds; n++)
        {
            var (at, writeEvery) = (random.NextDouble(), TimeSpan.FromMilliseconds(Milliseconds[random.Next(Milliseconds.Length)]));
            yield return n % Long == Long - 1
                ? new ServeRoundPlan(n, KillAim.AfterCounting, at, Default)
                : new ServeRoundPlan(n, Turns[n % Turns.Length], at, writeEvery);
        }
    }
}

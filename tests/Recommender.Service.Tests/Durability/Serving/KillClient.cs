namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>
/// A client with things of its own, which sends one request after the other until the server is killed. Chance is that of its seed.
/// </summary>
internal abstract class KillClient(Ledger ledger, int seed)
{
    protected Ledger Ledger => ledger;

    protected Random Random { get; } = new(seed);

    public async Task RunAsync(Wire wire)
    {
        Begin();
        while (!wire.IsOver)
        {
            await StepAsync(wire);
        }
    }

    /// <summary>Called before each round: what had no answer is settled.</summary>
    protected virtual void Begin()
    {
    }

    /// <summary>Sends at least one request.</summary>
    protected abstract Task StepAsync(Wire wire);

    protected T Any<T>(IReadOnlyList<T> list) => list[Random.Next(list.Count)];
}

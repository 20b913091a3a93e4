namespace Recommender.Service.Tests.Durability;

public class KillTests(ITestOutputHelper output)
{
    /// <summary>RECOMMENDER_KILL_ROUNDS and RECOMMENDER_KILL_SEED make it longer and different; tests/kill-rounds sets them.</summary>
    [Fact]
    public async Task Killing_imports_and_trainings_at_any_moment_loses_nothing_and_running_again_completes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the exit code of a killed process is that of Linux");
        var (rounds, seed) = (Wanted.Number("RECOMMENDER_KILL_ROUNDS", 20), Wanted.Number("RECOMMENDER_KILL_SEED", 1));
        var folder = Directory.CreateTempSubdirectory("recommender-kills-");
        var kills = new KillRounds(folder.FullName);
        await kills.MeasureAsync();

        var failures = new List<string>();
        var mustClear = false;
        foreach (var round in RoundPlan.Make(rounds, seed))
        {
            try
            {
                await kills.RunAsync(round with { IsFresh = round.IsFresh || mustClear });
                mustClear = false;
            }
            catch (Exception e)
            {
                // What a failed round left would fail the ones after it, too.
                mustClear = true;
                failures.Add($"{round}: {(e is DurabilityException ? e.Message : e)}");
                output.WriteLine(failures[^1]);
            }

            // Long runs tell how far they are.
            if ((round.Number + 1) % 25 == 0)
            {
                output.WriteLine(Summary(round.Number + 1, seed, kills, failures.Count));
            }
        }

        output.WriteLine(Summary(rounds, seed, kills, failures.Count));
        folder.Delete(recursive: true);
        Assert.Empty(failures);
    }

    private static string Summary(int rounds, int seed, KillRounds kills, int failed)
    {
        var ended = kills.Phases.Where(phase => phase.Key.EndsWith("before the kill", StringComparison.Ordinal)).Sum(phase => phase.Value);
        return string.Join(Environment.NewLine,
        [
            $"{rounds} rounds with seed {seed}: {failed} failed, {kills.Phases.Values.Sum() - ended} kills hit a running process, {ended} came after its end,",
            $"in {kills.Acknowledged} something had been acknowledged before the kill. By phase:",
            .. kills.Phases.Select(phase => $"{phase.Value,6}  {phase.Key}"),
        ]);
    }
}

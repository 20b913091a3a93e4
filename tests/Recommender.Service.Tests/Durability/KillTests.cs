namespace Recommender.Service.Tests.Durability;

public class KillTests(ITestOutputHelper output)
{
    /// <summary>RECOMMENDER_KILL_ROUNDS and RECOMMENDER_KILL_SEED set the number of rounds and the seed; see tests/kill-rounds.</summary>
    [Fact]
    public async Task Imports_and_trainings_killed_at_any_moment_lose_nothing_and_complete_when_run_again()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the exit code of a killed process is specific to Linux");
        var (rounds, seed) = (TestLength.Number("RECOMMENDER_KILL_ROUNDS", 20), TestLength.Number("RECOMMENDER_KILL_SEED", 1));
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
                // The next rounds would fail as well on the remains of a failed one.
                mustClear = true;
                failures.Add($"{round}: {(e is DurabilityException ? e.Message : e)}");
                output.WriteLine(failures[^1]);
            }

            // Long runs report their progress.
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
            $"{rounds} rounds with seed {seed}: {failed} failed; {kills.Phases.Values.Sum() - ended} kills hit a running process,",
            $"{ended} came after its end; in {kills.Acknowledged} rounds something was acknowledged before the kill. By phase:",
            .. kills.Phases.Select(phase => $"{phase.Value,6}  {phase.Key}"),
        ]);
    }
}

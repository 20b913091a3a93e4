using System.Diagnostics;
using Recommender.Service.Tests.Durability.Serving;

namespace Recommender.Service.Tests.Durability;

/// <summary>
/// RECOMMENDER_SERVE_KILLS and RECOMMENDER_SERVE_KILLS_SEED set the number of rounds and the seed; see tests/serve-kills.
/// </summary>
public class ServeKillTests(ITestOutputHelper output)
{
    private const int CheckAllEvery = 25;
    private const int MostFailures = 20;

    [Fact]
    public async Task A_server_killed_under_pushes_rules_beacons_and_sign_ins_has_everything_that_it_acknowledged()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the exit code of a killed process is specific to Linux");
        var (rounds, seed) = (TestLength.Number("RECOMMENDER_SERVE_KILLS", 3), TestLength.Number("RECOMMENDER_SERVE_KILLS_SEED", 1));
        using var folder = new TestFolder();
        var kills = new ServeKillRounds(folder, seed);
        await kills.PrepareAsync();
        var (began, failures) = (Stopwatch.GetTimestamp(), new List<string>());
        foreach (var round in ServeRoundPlan.Make(rounds, seed))
        {
            Note(await kills.RunAsync(round, checkAll: round.Number % CheckAllEvery == CheckAllEvery - 1), round);
            if ((round.Number + 1) % CheckAllEvery == 0)
            {
                output.WriteLine(Summary(kills, failures.Count, Stopwatch.GetElapsedTime(began)));
            }

            Assert.True(failures.Count < MostFailures, string.Join(Environment.NewLine, failures));
        }

        Note(await kills.EndAsync(), null);
        output.WriteLine(Summary(kills, failures.Count, Stopwatch.GetElapsedTime(began)));
        Assert.Empty(failures);
        Assert.InRange(kills.Acknowledged, rounds, long.MaxValue);

        void Note(IReadOnlyList<string> wrong, ServeRoundPlan? round)
        {
            foreach (var line in wrong.Select(line => $"{round?.ToString() ?? "at the end"}: {line}"))
            {
                failures.Add(line);
                output.WriteLine(line);
            }
        }
    }

    private static string Summary(ServeKillRounds kills, int failed, TimeSpan lasted)
    {
        var (ledger, tally, took) = (kills.Ledger, kills.Tally, kills.Took);
        var oldest = tally.OldestLost.Select(lost =>
            $"{lost.Value.TotalSeconds:0.00} s before the kill when written every {lost.Key.TotalSeconds:0.0} s");
        return string.Join(Environment.NewLine,
        [
            $"{kills.Moments.Values.Sum()} kills in {lasted.TotalSeconds:0} s (starts {took.Starts.TotalSeconds:0} s, comparisons "
                + $"{took.Comparisons.TotalSeconds:0} s, load {took.Load.TotalSeconds:0} s): {failed} differences;",
            $"{kills.Acknowledged} changes acknowledged, {ledger.Compared} states of {ledger.Count} things compared; of changes without an "
                + $"answer {ledger.Unanswered.Made} were made and {ledger.Unanswered.NotMade} not;",
            $"{tally.Lost} of {tally.Acknowledged} acknowledged counts of beacons lost, {tally.LostLate} of them older than five seconds; "
                + $"the oldest {string.Join(", ", oldest)}",
            .. kills.Moments.Select(moment => $"{moment.Value,6}  {moment.Key}"),
        ]);
    }
}

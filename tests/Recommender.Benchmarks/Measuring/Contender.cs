using System.Diagnostics;

namespace Recommender.Benchmarks.Measuring;

/// <summary>A compared way to compute the lists of a site's articles.</summary>
/// <param name="name">Name in the table.</param>
/// <param name="buildSeconds">Time to build its index or model, which is not part of the measured time.</param>
/// <param name="queries">Number of articles it searches for.</param>
/// <param name="articles">Number of articles; the time is extrapolated to these if there are fewer queries.</param>
/// <param name="prepare">
/// Prepares a run, unmeasured, and returns the measured function: it searches for all queries and returns the number of articles found.
/// </param>
internal sealed class Contender(string name, double buildSeconds, int queries, int articles, Func<Func<long>> prepare)
{
    public string Name => queries == articles ? name : $"{name} ({queries} queries, extrapolated)";

    public double BuildSeconds => buildSeconds;

    /// <summary>Mean number of articles found per query in the last measurement.</summary>
    public double MeanFound { get; private set; }

    /// <returns>Seconds for all articles.</returns>
    public double Measure()
    {
        var run = prepare();
        GC.Collect();
        var clock = Stopwatch.StartNew();
        var found = run();
        var seconds = clock.Elapsed.TotalSeconds * articles / queries;
        MeanFound = (double)found / queries;
        return seconds;
    }
}

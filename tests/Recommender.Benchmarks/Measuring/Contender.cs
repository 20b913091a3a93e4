using System.Diagnostics;

namespace Recommender.Benchmarks.Measuring;

/// <summary>One way to find the lists of a site's articles.</summary>
/// <param name="name">As the table calls it.</param>
/// <param name="buildSeconds">What making its index or model took, before and apart from what is measured.</param>
/// <param name="queries">For how many articles it searches.</param>
/// <param name="articles">How many there are; the time of fewer queries is extrapolated to these.</param>
/// <param name="prepare">Gets ready, unmeasured, and gives what is measured: a search for all queries that returns how many articles it found in total.</param>
internal sealed class Contender(string name, double buildSeconds, int queries, int articles, Func<Func<long>> prepare)
{
    public string Name => queries == articles ? name : $"{name} ({queries} queries, extrapolated)";

    public double BuildSeconds => buildSeconds;

    /// <summary>Mean length of what was found for an article when it was last measured.</summary>
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

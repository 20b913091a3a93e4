using Recommender.Engine.GroundTruth;

namespace Recommender.Engine.Evaluation;

/// <summary>Quantiles of how many days older than the query its first five results are, over all pairs of dated articles.</summary>
/// <param name="System">Name of the ranking.</param>
/// <param name="Pairs">Number of pairs; undated articles are excluded.</param>
/// <param name="P10">10th percentile, in days.</param>
/// <param name="P25">25th percentile.</param>
/// <param name="Median">Median.</param>
/// <param name="P75">75th percentile.</param>
/// <param name="P90">90th percentile.</param>
public sealed record AgeFigures(string System, int Pairs, double P10, double P25, double Median, double P75, double P90)
{
    private const int Shown = 5;

    /// <param name="system">Name of the ranking.</param>
    /// <param name="lists">The ranked list of each query.</param>
    /// <param name="published">Returns a document's publication date; null if unknown.</param>
    public static AgeFigures Of(
        string system, IReadOnlyDictionary<string, IReadOnlyList<RankedDocument>> lists, Func<string, DateTimeOffset?> published)
    {
        var days = lists
            .SelectMany(list => list.Value.Take(Shown).Select(shown => (published(list.Key) - published(shown.Id))?.TotalDays))
            .OfType<double>().Order().ToArray();
        return new AgeFigures(system, days.Length, Quantile(0.1), Quantile(0.25), Quantile(0.5), Quantile(0.75), Quantile(0.9));

        // Nearest-rank method.
        double Quantile(double share) => days.Length == 0 ? 0 : days[Math.Max(0, (int)Math.Ceiling(share * days.Length) - 1)];
    }
}

using Recommender.Engine.GroundTruth;

namespace Recommender.Engine.Evaluation;

/// <summary>How much older than the query what stands among its first five is, in days; quantiles over all pairs of dated articles.</summary>
/// <param name="System">The ranking's name.</param>
/// <param name="Pairs">How many pairs; undated articles are in none.</param>
/// <param name="P10">A tenth is at most so much older.</param>
/// <param name="P25">A quarter.</param>
/// <param name="Median">A half.</param>
/// <param name="P75">Three quarters.</param>
/// <param name="P90">Nine tenths.</param>
public sealed record AgeFigures(string System, int Pairs, double P10, double P25, double Median, double P75, double P90)
{
    private const int Shown = 5;

    /// <param name="system">The ranking's name.</param>
    /// <param name="lists">By query its list.</param>
    /// <param name="published">When a document was published; null where unknown.</param>
    public static AgeFigures Of(
        string system, IReadOnlyDictionary<string, IReadOnlyList<RankedDocument>> lists, Func<string, DateTimeOffset?> published)
    {
        var days = lists
            .SelectMany(list => list.Value.Take(Shown).Select(shown => (published(list.Key) - published(shown.Id))?.TotalDays))
            .OfType<double>().Order().ToArray();
        return new AgeFigures(system, days.Length, Quantile(0.1), Quantile(0.25), Quantile(0.5), Quantile(0.75), Quantile(0.9));

        // Nearest rank.
        double Quantile(double share) => days.Length == 0 ? 0 : days[Math.Max(0, (int)Math.Ceiling(share * days.Length) - 1)];
    }
}

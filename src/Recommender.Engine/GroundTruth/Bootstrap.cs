namespace Recommender.Engine.GroundTruth;

/// <summary>Confidence interval of a mean over queries: bootstrap, percentile method (Efron 1979), 2,000 seeded draws.</summary>
public static class Bootstrap
{
    private const int Draws = 2000;

    /// <returns>The ends of the 95 % interval of the mean; (0, 0) for no values.</returns>
    public static (double Low, double High) Interval(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
        {
            return (0, 0);
        }

        var random = new Random(1);
        var means = new double[Draws];
        for (var d = 0; d < Draws; d++)
        {
            var sum = 0.0;
            for (var i = 0; i < values.Count; i++)
            {
                sum += values[random.Next(values.Count)];
            }

            means[d] = sum / values.Count;
        }

        Array.Sort(means);
        return (means[(int)(Draws * 0.025)], means[(int)(Draws * 0.975)]);
    }
}

namespace Recommender.Service.Clicks.Reporting;

/// <summary>A click rate with its 95 % Wilson interval (1927, "Probable inference").</summary>
/// <param name="Value">Clicks divided by impressions, 0 to 1; 0 without impressions.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">The interval's upper end; 1 without impressions, as nothing is known.</param>
public readonly record struct ClickRate(double Value, double Low, double High)
{
    // 95 % of a standard normal distribution lie within this many standard deviations.
    private const double Z = 1.959963984540054;

    /// <summary>Wilson's interval is also valid for few or no clicks. A click without an impression counts as an impression.</summary>
    public static ClickRate Of(ClickCount count)
    {
        double n = Math.Max(count.Impressions, count.Clicks);
        if (n == 0)
        {
            return new ClickRate(0, 0, 1);
        }

        var rate = count.Clicks / n;
        var middle = rate + (Z * Z / (2 * n));
        var half = Z * Math.Sqrt((rate * (1 - rate) / n) + (Z * Z / (4 * n * n)));
        var whole = 1 + (Z * Z / n);
        return new ClickRate(rate, Math.Max(0, (middle - half) / whole), Math.Min(1, (middle + half) / whole));
    }
}

namespace Recommender.Service.Clicks.Reporting;

/// <summary>How often of its impressions something was clicked, with the 95 % interval of Wilson (1927, "Probable inference").</summary>
/// <param name="Value">Clicks by impressions, 0 to 1; 0 without impressions.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">Its upper end; 1 without impressions, when nothing is known.</param>
public readonly record struct ClickRate(double Value, double Low, double High)
{
    // Of a standard normal distribution 95 % lie within.
    private const double Z = 1.959963984540054;

    /// <summary>Wilson's interval holds for few clicks, too, and for none. Clicks without an impression count as seen.</summary>
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

namespace Recommender.Service.Clicks.Reporting;

/// <summary>
/// A position-corrected click rate: clicks over expected clicks (COEC; Zhang and Jones 2007, "Comparing click logs and editorial labels
/// for training query rewriting"; Cheng and Cantú-Paz 2010). 1 is average for the same slots, 2 twice that. The expected clicks are, for
/// each impression, the mean clicks of all impressions in its slot. The interval is that of the click rate, divided by the expected
/// rate, which counts as known because it rests on far more impressions.
/// </summary>
/// <param name="Value">Clicks divided by expected clicks.</param>
/// <param name="Low">The lower end of the 95 % interval.</param>
/// <param name="High">Its upper end.</param>
public readonly record struct Corrected(double Value, double Low, double High)
{
    /// <returns>Null if no clicks are expected: nothing in these slots was ever clicked.</returns>
    public static Corrected? Of(ClickCount count, double expected)
    {
        if (expected <= 0)
        {
            return null;
        }

        var rate = ClickRate.Of(count);
        var scale = Math.Max(count.Impressions, count.Clicks) / expected;
        return new Corrected(rate.Value * scale, rate.Low * scale, rate.High * scale);
    }
}

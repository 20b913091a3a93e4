namespace Recommender.Service.Workers;

/// <summary>Estimated times in words.</summary>
public static class Durations
{
    /// <returns>"about 20 seconds", "about 8 minutes", "about 3 hours".</returns>
    public static string About(TimeSpan time)
    {
        var (amount, unit) = time switch
        {
            { TotalSeconds: < 90 } => (Math.Max(1, time.TotalSeconds), "second"),
            { TotalMinutes: < 90 } => (time.TotalMinutes, "minute"),
            { TotalHours: < 36 } => (time.TotalHours, "hour"),
            _ => (time.TotalDays, "day"),
        };
        var rounded = (long)Math.Round(amount);
        return FormattableString.Invariant($"about {rounded} {unit}{(rounded == 1 ? "" : "s")}");
    }
}

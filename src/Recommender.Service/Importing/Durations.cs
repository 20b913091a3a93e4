using System.Globalization;

namespace Recommender.Service.Importing;

/// <summary>Estimated times in words.</summary>
public static class Durations
{
    /// <returns>"about 20 seconds", "about 8 minutes", "about 3 hours".</returns>
    public static string About(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, time switch
    {
        { TotalSeconds: < 90 } => $"about {Math.Max(1, Math.Round(time.TotalSeconds)):0} seconds",
        { TotalMinutes: < 90 } => $"about {Math.Round(time.TotalMinutes):0} minutes",
        { TotalHours: < 36 } => $"about {Math.Round(time.TotalHours):0} hours",
        _ => $"about {Math.Round(time.TotalDays):0} days",
    });
}

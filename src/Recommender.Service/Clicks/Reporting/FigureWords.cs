using System.Globalization;

namespace Recommender.Service.Clicks.Reporting;

/// <summary>Formats figures for people.</summary>
internal static class FigureWords
{
    public static string Rate(ClickRate rate) =>
        string.Create(CultureInfo.InvariantCulture, $"{rate.Value * 100:0.00} % ({rate.Low * 100:0.00} to {rate.High * 100:0.00})");

    public static string Corrected(Corrected? corrected) => corrected is { } found
        ? string.Create(CultureInfo.InvariantCulture, $"{found.Value:0.00} ({found.Low:0.00} to {found.High:0.00})")
        : "unknown";

    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}

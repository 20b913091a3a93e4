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

    /// <summary>How many clients stand behind a report; null if that is unknown.</summary>
    public static string? Clients(ClickReport report) => report.Clients == 0 ? null
        : $"at most {Count(report.Clients)} on one day" + (report.Clients >= report.ManyClients ? ""
            : $"; pins retire and pages become most read only by what more than {Count(report.ManyClients)} do. If there are more readers, "
                + "a proxy in front is not among TrustedProxies");

    /// <summary>What was not counted; null if nothing was dropped.</summary>
    public static string? Dropped(DroppedCounts dropped) => dropped is { Bots: 0, Floods: 0, Full: 0, Unserved: 0 } ? null
        : $"{Count(dropped.Bots)} from bots, {Count(dropped.Floods)} from floods, {Count(dropped.Full)} beyond capacity, "
            + $"{Count(dropped.Unserved)} that no block had shown";

    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}

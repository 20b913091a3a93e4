using System.ComponentModel;

namespace Recommender.Service.Clicks.Reporting;

/// <summary>Beacons of bots and floods, counts that did not fit, and items that no block had shown.</summary>
public sealed record DroppedCounts(
    long Bots, long Floods, long Full, [property: Description("Items that no block of the page showed like that.")] long Unserved)
{
    public static DroppedCounts Of(IReadOnlyDictionary<DropReason, long> counts) => new(
        counts.GetValueOrDefault(DropReason.Bot), counts.GetValueOrDefault(DropReason.Flood), counts.GetValueOrDefault(DropReason.Full),
        counts.GetValueOrDefault(DropReason.Unserved));
}

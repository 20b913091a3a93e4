namespace Recommender.Service.Clicks.Reporting;

/// <summary>Beacons of bots and floods, and counts that did not fit.</summary>
public sealed record DroppedCounts(long Bots, long Floods, long Full)
{
    public static DroppedCounts Of(IReadOnlyDictionary<DropReason, long> counts) => new(
        counts.GetValueOrDefault(DropReason.Bot), counts.GetValueOrDefault(DropReason.Flood), counts.GetValueOrDefault(DropReason.Full));
}

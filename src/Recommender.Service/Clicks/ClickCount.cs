namespace Recommender.Service.Clicks;

/// <summary>Impressions and clicks of one item.</summary>
/// <param name="Impressions">Page views in which at least half of the item was visible for one second.</param>
/// <param name="Clicks">Page views in which the item was clicked.</param>
public readonly record struct ClickCount(long Impressions, long Clicks)
{
    public static ClickCount operator +(ClickCount a, ClickCount b) => new(a.Impressions + b.Impressions, a.Clicks + b.Clicks);

    public static ClickCount operator -(ClickCount a, ClickCount b) => new(a.Impressions - b.Impressions, a.Clicks - b.Clicks);
}

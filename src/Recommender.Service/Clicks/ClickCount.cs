namespace Recommender.Service.Clicks;

/// <summary>How often something was seen and clicked.</summary>
/// <param name="Impressions">Half of it was visible for a second; once a page view.</param>
/// <param name="Clicks">Once a page view.</param>
public readonly record struct ClickCount(long Impressions, long Clicks)
{
    public static ClickCount operator +(ClickCount a, ClickCount b) => new(a.Impressions + b.Impressions, a.Clicks + b.Clicks);

    public static ClickCount operator -(ClickCount a, ClickCount b) => new(a.Impressions - b.Impressions, a.Clicks - b.Clicks);
}

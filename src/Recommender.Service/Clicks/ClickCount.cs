using Recommender.Service.Related;

namespace Recommender.Service.Clicks;

/// <summary>What one count is of.</summary>
/// <param name="Site">The site's name.</param>
/// <param name="Day">In the site's time zone.</param>
/// <param name="Page">Key of the article under which the block stands.</param>
/// <param name="Article">Key of the article that stands in it.</param>
/// <param name="Slot">Its place in the block, 1 for the first.</param>
/// <param name="Model">Version of the model that ranked; empty where none did, or one that the store does not know.</param>
/// <param name="Source">Who picked it.</param>
public readonly record struct ClickKey(string Site, DateOnly Day, string Page, string Article, int Slot, string Model, BlockSource Source);

/// <summary>How often something was seen and clicked.</summary>
/// <param name="Impressions">Half of it was visible for a second; once a page view.</param>
/// <param name="Clicks">Once a page view.</param>
public readonly record struct ClickCount(long Impressions, long Clicks)
{
    public static ClickCount operator +(ClickCount a, ClickCount b) => new(a.Impressions + b.Impressions, a.Clicks + b.Clicks);

    public static ClickCount operator -(ClickCount a, ClickCount b) => new(a.Impressions - b.Impressions, a.Clicks - b.Clicks);
}

/// <summary>Why something that was told is not counted.</summary>
public enum DropReason
{
    /// <summary>It came from a program that says so.</summary>
    Bot,

    /// <summary>One client sent more than it may.</summary>
    Flood,

    /// <summary>There are more different counts than there is room for.</summary>
    Full,
}

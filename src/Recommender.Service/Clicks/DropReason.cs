namespace Recommender.Service.Clicks;

/// <summary>Why an impression or click was not counted.</summary>
public enum DropReason
{
    /// <summary>It came from a program that identifies itself as a bot.</summary>
    Bot,

    /// <summary>The client exceeded its limit.</summary>
    Flood,

    /// <summary>There is no room for another distinct count.</summary>
    Full,

    /// <summary>No block that went out showed that article at that place of the page.</summary>
    Unserved,
}

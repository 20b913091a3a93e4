namespace Recommender.Service.Clicks;

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

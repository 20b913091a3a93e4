namespace Recommender.Service.Clicks;

/// <summary>Counts waiting to be written to the store.</summary>
public sealed class WaitingCounts
{
    public Dictionary<ClickKey, ClickCount> Counts { get; } = [];

    public Dictionary<(string Site, DateOnly Day, DropReason Reason), long> Dropped { get; } = [];

    public bool IsEmpty => Counts.Count == 0 && Dropped.Count == 0;
}

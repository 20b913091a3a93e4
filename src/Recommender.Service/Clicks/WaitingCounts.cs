namespace Recommender.Service.Clicks;

/// <summary>Counts waiting to be written to the store.</summary>
public sealed class WaitingCounts
{
    public Dictionary<ClickKey, ClickCount> Counts { get; } = [];

    /// <summary>Counts of clients that may not open rows: they are added to rows that exist.</summary>
    public Dictionary<ClickKey, ClickCount> OnlyKnown { get; } = [];

    /// <summary>Of counts that may open a row, the client that sent each first: a number that lasts for a day and is not written.</summary>
    public Dictionary<ClickKey, ulong> Openers { get; } = [];

    public Dictionary<(string Site, DateOnly Day, DropReason Reason), long> Dropped { get; } = [];

    /// <summary>The limits of the openers; null for none.</summary>
    internal ClientRows? Rows { get; init; }

    /// <summary>Number of distinct counts.</summary>
    public int Distinct => Counts.Count + OnlyKnown.Count;

    public bool IsEmpty => Distinct == 0 && Dropped.Count == 0;
}

namespace Recommender.Service.Delivery;

/// <summary>What a request for a block got; the last of these that applies.</summary>
public enum ResponseKind
{
    /// <summary>What was held.</summary>
    Hit,

    /// <summary>A block that was made for it.</summary>
    Built,

    /// <summary>A block, held or made, that holds the newest articles only.</summary>
    Fallback,

    /// <summary>304: the client had what is held.</summary>
    NotModified,

    /// <summary>An older block, for no other could be had.</summary>
    Stale,

    /// <summary>503: there was too much to do.</summary>
    Shed,

    /// <summary>429: its client asked too often.</summary>
    Limited,
}

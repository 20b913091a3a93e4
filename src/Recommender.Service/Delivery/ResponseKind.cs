namespace Recommender.Service.Delivery;

/// <summary>The outcome of a request for a block; if several apply, the last one counts.</summary>
public enum ResponseKind
{
    /// <summary>Served from the cache.</summary>
    Hit,

    /// <summary>A block built for this request.</summary>
    Built,

    /// <summary>A cached or new block that contains only the newest articles.</summary>
    Fallback,

    /// <summary>304: the client already had the current answer.</summary>
    NotModified,

    /// <summary>An outdated block, because a current one could not be built.</summary>
    Stale,

    /// <summary>503: the service was overloaded.</summary>
    Shed,

    /// <summary>429: the client exceeded its request limit.</summary>
    Limited,
}

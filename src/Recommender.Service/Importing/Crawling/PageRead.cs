using Recommender.Service.Importing.Fetching;

namespace Recommender.Service.Importing.Crawling;

/// <summary>A page that was fetched.</summary>
/// <param name="Item">Its item; null if it has no text to read.</param>
/// <param name="Reason">Why there is none.</param>
/// <param name="State">The validators to store; null if there are none.</param>
/// <param name="Url">Its address after redirects.</param>
internal sealed record PageRead(ReadItem? Item, string? Reason, FetchState? State, Uri Url)
{
    public PageFacts? Facts { get; init; }

    /// <summary>It has not changed since it was read before.</summary>
    public bool IsUnchanged { get; init; }
}

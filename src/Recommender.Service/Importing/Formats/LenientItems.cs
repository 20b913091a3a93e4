namespace Recommender.Service.Importing.Formats;

/// <summary>The items of a feed that is not well-formed.</summary>
/// <param name="IsCut">The last item was cut off, and left out.</param>
/// <param name="Facts">The properties of the feed.</param>
internal sealed record LenientItems(IReadOnlyList<RawItem> Items, bool IsCut, DocumentFacts Facts);

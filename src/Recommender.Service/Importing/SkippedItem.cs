namespace Recommender.Service.Importing;

/// <summary>An item without an article.</summary>
/// <param name="Source">The file or URL.</param>
/// <param name="Number">Position in it, from 1.</param>
/// <param name="Id">The item's own id; null if it has none.</param>
/// <param name="Reason">Why it was skipped, following "item 3 ...".</param>
public sealed record SkippedItem(string Source, int Number, string? Id, string Reason);

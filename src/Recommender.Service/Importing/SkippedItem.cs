namespace Recommender.Service.Importing;

/// <summary>An item that gave no article.</summary>
/// <param name="Source">The file or URL.</param>
/// <param name="Number">Position in it, from 1.</param>
/// <param name="Id">The item's own id, or null.</param>
/// <param name="Reason">Why it was skipped, to be read after "item 3 ...".</param>
public sealed record SkippedItem(string Source, int Number, string? Id, string Reason);

namespace Recommender.Service.Importing;

/// <summary>Progress of an import.</summary>
/// <param name="Source">The source being read.</param>
/// <param name="Items">Items done, over all sources.</param>
public readonly record struct ImportProgress(string Source, int Items);

namespace Recommender.Service.Importing;

/// <summary>How far an import is.</summary>
/// <param name="Source">The source that is being read.</param>
/// <param name="Items">Items done, over all sources.</param>
public readonly record struct ImportProgress(string Source, int Items);

namespace Recommender.Service.Importing;

/// <summary>Progress of an import.</summary>
/// <param name="Source">The source being read.</param>
/// <param name="Items">Items done, over all sources.</param>
/// <param name="PagesDone">Web pages of a site done.</param>
/// <param name="Pages">Web pages of a site in all; 0 if the source is not read page by page.</param>
/// <param name="Left">The estimated time for the pages that are left; null if unknown.</param>
public readonly record struct ImportProgress(string Source, int Items, int PagesDone = 0, int Pages = 0, TimeSpan? Left = null);

namespace Recommender.Service.Workers;

/// <summary>Background work whose last try failed.</summary>
/// <param name="Site">Its site; null for work for the whole installation.</param>
/// <param name="What">Its name, such as "importing its sources".</param>
/// <param name="Since">The first of the consecutive failures.</param>
/// <param name="Times">Number of consecutive failures.</param>
/// <param name="Problem">The last failure in words that contain nothing private.</param>
public sealed record FailingWork(string? Site, string What, DateTimeOffset Since, int Times, string Problem);

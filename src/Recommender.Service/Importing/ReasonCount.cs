namespace Recommender.Service.Importing;

/// <summary>How many items have something in common.</summary>
/// <param name="Reason">What it is, such as "is not public" or "without a date".</param>
/// <param name="Count">Number of items.</param>
/// <param name="Example">The address or id of one of them; null if it has none.</param>
public sealed record ReasonCount(string Reason, int Count, string? Example);

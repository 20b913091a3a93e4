namespace Recommender.Service.Importing.Fetching;

/// <summary>What a home page leads to.</summary>
/// <param name="Home">The page.</param>
/// <param name="Feeds">The feeds and APIs that it announces, the most complete first.</param>
/// <param name="IsFront">It is the front page of the whole site.</param>
internal sealed record SiteEntrance(Uri Home, IReadOnlyList<Uri> Feeds, bool IsFront);

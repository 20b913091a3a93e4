namespace Recommender.Service.People;

/// <summary>The minimum role at the route's <c>{site}</c> that an endpoint requires; an endpoint without one is public.</summary>
/// <param name="Least">The minimum role; null: anyone signed in, even without a role.</param>
/// <param name="AtAllSites">True if the role must be held for all sites, including future ones.</param>
internal sealed record RequiredRole(Role? Least, bool AtAllSites = false);

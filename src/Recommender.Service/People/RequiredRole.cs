namespace Recommender.Service.People;

/// <summary>The least role at the route's <c>{site}</c> that an endpoint asks for; an endpoint without one is open to every reader.</summary>
/// <param name="Least">The least role; null: whoever is signed in, even without any role.</param>
/// <param name="AtAllSites">True where it has to be held for all sites, those to come included.</param>
internal sealed record RequiredRole(Role? Least, bool AtAllSites = false);

namespace Recommender.Service.People;

/// <summary>The least role at the route's <c>{site}</c> that an endpoint asks for; an endpoint without one is open to every reader.</summary>
/// <param name="Least">The least role.</param>
internal sealed record RequiredRole(Role Least);

internal static class RequiredRoleExtensions
{
    /// <summary>Lets only people and keys in that have at least this role at the route's <c>{site}</c>.</summary>
    public static TBuilder RequireRole<TBuilder>(this TBuilder endpoints, Role least)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new RequiredRole(least));
}

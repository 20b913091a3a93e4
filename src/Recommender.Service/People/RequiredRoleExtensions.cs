using Microsoft.AspNetCore.Authorization;

namespace Recommender.Service.People;

internal static class RequiredRoleExtensions
{
    private static readonly AuthorizationPolicy Policy = new AuthorizationPolicyBuilder(Schemes.SessionOrKey)
        .RequireAuthenticatedUser().AddRequirements(RoleAtSite.Requirement).Build();

    /// <summary>
    /// Lets only people and keys in that have at least this role at the route's <c>{site}</c>; where the route has none, at any site. Of
    /// several the innermost counts: that of an endpoint before that of its group.
    /// </summary>
    public static TBuilder RequireRole<TBuilder>(this TBuilder endpoints, Role least)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new RequiredRole(least), Policy);

    /// <summary>Lets only people and keys in that have at least this role for all sites: for what tells of all of them.</summary>
    public static TBuilder RequireRoleAtAllSites<TBuilder>(this TBuilder endpoints, Role least)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new RequiredRole(least, AtAllSites: true), Policy);

    /// <summary>Lets whoever is signed in in, whatever their roles: for what concerns themselves.</summary>
    public static TBuilder RequireSignIn<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new RequiredRole(null), Policy);
}

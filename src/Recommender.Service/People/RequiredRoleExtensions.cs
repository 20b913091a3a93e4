using Microsoft.AspNetCore.Authorization;

namespace Recommender.Service.People;

internal static class RequiredRoleExtensions
{
    private static readonly AuthorizationPolicy Policy = new AuthorizationPolicyBuilder(Schemes.SessionOrKey)
        .RequireAuthenticatedUser().AddRequirements(RoleAtSite.Requirement).Build();

    /// <summary>
    /// Requires at least this role at the route's <c>{site}</c>; on a route without a site, at any site. The innermost requirement applies:
    /// that of an endpoint before that of its group.
    /// </summary>
    public static TBuilder RequireRole<TBuilder>(this TBuilder endpoints, Role least)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new RequiredRole(least), Policy);

    /// <summary>Requires at least this role for all sites, for endpoints that concern all of them.</summary>
    public static TBuilder RequireRoleAtAllSites<TBuilder>(this TBuilder endpoints, Role least)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new RequiredRole(least, AtAllSites: true), Policy);

    /// <summary>Requires a signed-in user, whatever their roles, for endpoints about the user's own account.</summary>
    public static TBuilder RequireSignIn<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new RequiredRole(null), Policy);
}

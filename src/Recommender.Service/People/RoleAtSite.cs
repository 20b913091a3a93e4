using Microsoft.AspNetCore.Authorization;

namespace Recommender.Service.People;

/// <summary>
/// The access check: the actor must have the endpoint's <see cref="RequiredRole"/> at the route's <c>{site}</c>. If a session cookie
/// authenticates a request that changes something, it must come from a page of this server.
/// </summary>
internal sealed class RoleAtSite : AuthorizationHandler<RoleAtSite.RoleRequirement>
{
    public static readonly RoleRequirement Requirement = new();

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        if (context.Resource is not HttpContext http || http.GetEndpoint()?.Metadata.GetMetadata<RequiredRole>() is not { } required
            || Actor.Of(context.User) is not { } actor)
        {
            return Task.CompletedTask;
        }

        if (!actor.IsKey && !SameOrigin.Allows(http.Request))
        {
            context.Fail(new AuthorizationFailureReason(
                this, "The request comes from a page of another site; programs must use an API key."));
        }
        else if (required.Least is not { } least
            || (required.AtAllSites ? actor.Roles.At(SiteRoles.AllSites) : ActingRole.Of(http, actor)) >= least)
        {
            context.Succeed(requirement);
        }
        else
        {
            // The same text for an unknown site: only those with a role learn which sites exist.
            var where = required.AtAllSites ? " for all sites" : http.GetRouteValue("site") is null ? "" : " at this site";
            context.Fail(new AuthorizationFailureReason(this, $"This needs the role {RoleNames.Of(least)}{where}."));
        }

        return Task.CompletedTask;
    }

    internal sealed class RoleRequirement : IAuthorizationRequirement;
}

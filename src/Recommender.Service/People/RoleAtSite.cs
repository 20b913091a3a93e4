using Microsoft.AspNetCore.Authorization;

namespace Recommender.Service.People;

/// <summary>
/// The one rule of access: who asks has at least the endpoint's <see cref="RequiredRole"/> at the route's <c>{site}</c>, and where a browser's
/// cookie says who asks, the request that changes something comes from a page of this very server.
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
            context.Fail(new AuthorizationFailureReason(this, "The request comes from a page of another site; programs use a key."));
        }
        else if (required.Least is not { } least || (required.AtAllSites ? actor.Roles.At(SiteRoles.AllSites) : ActingRole.Of(http, actor)) >= least)
        {
            context.Succeed(requirement);
        }
        else
        {
            // The same words for a site that is not there: only who may look learns which sites there are.
            context.Fail(new AuthorizationFailureReason(this, $"This needs the role {RoleNames.Of(least)}{(required.AtAllSites ? " for all sites" : http.GetRouteValue("site") is null ? "" : " at this site")}."));
        }

        return Task.CompletedTask;
    }

    internal sealed class RoleRequirement : IAuthorizationRequirement;
}

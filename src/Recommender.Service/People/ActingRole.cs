namespace Recommender.Service.People;

/// <summary>The role and name of the actor of a request.</summary>
internal static class ActingRole
{
    /// <summary>
    /// The role at the route's <c>{site}</c>; on a route without a site, the highest role at any site. Null for anonymous requests and
    /// without a role.
    /// </summary>
    public static Role? Of(HttpContext context) => Of(context, Actor.Of(context));

    /// <summary>The actor's name, for histories.</summary>
    /// <exception cref="InvalidOperationException">The endpoint requires no role, so the request was not authenticated.</exception>
    public static string NameOf(HttpContext context) =>
        Actor.Of(context)?.Name ?? throw new InvalidOperationException("an endpoint that records who made a change must require a role");

    internal static Role? Of(HttpContext context, Actor? actor) =>
        context.GetRouteValue("site") is string site ? actor?.Roles.At(site) : actor?.Roles.Anywhere;
}

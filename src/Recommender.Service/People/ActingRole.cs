using Recommender.Service.Storage;

namespace Recommender.Service.People;

/// <summary>The actor of a request and their role.</summary>
internal static class ActingRole
{
    /// <summary>
    /// The role at the route's <c>{site}</c>; on a route without a site, the highest role at any site. Null for anonymous requests and
    /// without a role.
    /// </summary>
    public static Role? Of(HttpContext context) => Of(context, Actor.Of(context));

    /// <summary>The actor, for histories: its id says who it was, its name is shown.</summary>
    /// <exception cref="InvalidOperationException">The endpoint requires no role, so the request was not authenticated.</exception>
    public static Actor ActorOf(HttpContext context) =>
        Actor.Of(context) ?? throw new InvalidOperationException("an endpoint that records who made a change must require a role");

    /// <summary>As histories keep <see cref="ActorOf"/>.</summary>
    /// <inheritdoc cref="ActorOf"/>
    public static Author AuthorOf(HttpContext context) => ActorOf(context).Author;

    /// <summary>The name of <see cref="ActorOf"/>.</summary>
    /// <inheritdoc cref="ActorOf"/>
    public static string NameOf(HttpContext context) => ActorOf(context).Name;

    internal static Role? Of(HttpContext context, Actor? actor) =>
        context.GetRouteValue("site") is string site ? actor?.Roles.At(site) : actor?.Roles.Anywhere;
}

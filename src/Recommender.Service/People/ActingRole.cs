namespace Recommender.Service.People;

/// <summary>What the one who asks may do here, and what they are called.</summary>
internal static class ActingRole
{
    /// <summary>The role at the route's <c>{site}</c>; at a route without one, the greatest at any site. Null where nobody is signed in or has none.</summary>
    public static Role? Of(HttpContext context) => Of(context, Actor.Of(context));

    /// <summary>The name of who acts, for histories.</summary>
    /// <exception cref="InvalidOperationException">The endpoint requires no role, so nobody was asked who they are.</exception>
    public static string NameOf(HttpContext context) =>
        Actor.Of(context)?.Name ?? throw new InvalidOperationException("what changes something and is written down needs an endpoint that requires a role");

    internal static Role? Of(HttpContext context, Actor? actor) =>
        context.GetRouteValue("site") is string site ? actor?.Roles.At(site) : actor?.Roles.Anywhere;
}

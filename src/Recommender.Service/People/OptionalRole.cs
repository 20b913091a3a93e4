using Microsoft.AspNetCore.Authentication;

namespace Recommender.Service.People;

/// <summary>The client of a public endpoint that shows more to clients with a role.</summary>
internal static class OptionalRole
{
    /// <summary>
    /// Whether the client has a role at the route's <c>{site}</c>; without a site, at any site. If so, caches must not store the answer.
    /// A key or session that is not valid counts as none.
    /// </summary>
    public static async Task<bool> IsHeldAsync(HttpContext context) =>
        await ActorAsync(context) is { } actor && ActingRole.Of(context, actor) is not null;

    /// <summary>The client with its roles; null if it is anonymous. If there is one, caches must not store the answer.</summary>
    public static async Task<Actor?> ActorAsync(HttpContext context)
    {
        var actor = (await context.AuthenticateAsync(Schemes.SessionOrKey)).Principal is { } user ? Actor.Of(user) : null;
        if (actor is not null)
        {
            context.Response.Headers.CacheControl = "private, no-store";
        }

        return actor;
    }
}

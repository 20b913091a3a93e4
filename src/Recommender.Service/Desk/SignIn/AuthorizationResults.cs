using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http.HttpResults;
using Recommender.Service.Articles;
using Recommender.Service.People;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.SignIn;

/// <summary>Responds to refused requests: problem details in the API; the sign-in page or a message page at the desk.</summary>
internal sealed class AuthorizationResults(AccessEvents events) : IAuthorizationMiddlewareResultHandler
{
    private const int LongestDraft = 1_000_000;

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult)
    {
        var atDesk = context.Request.Path.StartsWithSegments(DeskLinks.Root);
        if (authorizeResult.Succeeded)
        {
            if (!atDesk)
            {
                // A response to one user must not be shared; pages set this themselves.
                context.Response.Headers.CacheControl = "private, no-cache";
            }

            await next(context);
            return;
        }

        if (authorizeResult.Challenged)
        {
            await (atDesk ? ToSignInAsync(context) : UnauthenticatedAsync(context));
            return;
        }

        var reason = authorizeResult.AuthorizationFailure?.FailureReasons.FirstOrDefault()?.Message ?? "Not allowed.";
        await RecordAsync(context, reason);
        await (atDesk
            ? DeskPages.Forbidden(context, reason).ExecuteAsync(context)
            : TypedResults.Problem(reason, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context));
    }

    // The route, not the address: repetitions become one row.
    private Task RecordAsync(HttpContext context, string why)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
        var site = context.GetRouteValue("site") is string name ? SiteStore.IsName(name) ? $" at {name}" : " at no site" : "";
        return events.AddAsync(
            AccessEventKind.Refused, Actor.Of(context), ClientAddress.ClientOf(context.Connection.RemoteIpAddress),
            $"{context.Request.Method} {route}{site}: {why}", context.RequestAborted);
    }

    private static async Task ToSignInAsync(HttpContext context)
    {
        var ended = context.Features.Get<EndedSession>();
        if (ended is not null && await DraftAsync(context.Request) is { } draft)
        {
            // What somebody has filled in is not lost because the session ended meanwhile.
            var again = DeskLinks.Again(context.Request);
            var signIn = ended.IsProvided ? DeskLinks.Provider : DeskLinks.SignIn;
            await new RazorComponentResult<ResumePage>(new { Action = again, SignIn = signIn, Fields = draft })
                { StatusCode = StatusCodes.Status401Unauthorized }.ExecuteAsync(context);
            return;
        }

        // After signing in, the browser returns to the page if it can be requested again.
        var wanted = DeskLinks.Of(context.Request);
        context.Response.Redirect(ended?.IsProvided == true ? DeskLinks.ProviderTo(wanted) : DeskLinks.SignInTo(wanted));
    }

    /// <returns>The fields of a form that this desk's page sent; null if there are none, or they are too many.</returns>
    private static async Task<IReadOnlyList<KeyValuePair<string, string>>?> DraftAsync(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || request.ContentLength is not <= LongestDraft
            || !SameOrigin.Allows(request) || DeskLinks.IsAccess(request.Path))
        {
            return null;
        }

        try
        {
            return [.. (await request.ReadFormAsync(request.HttpContext.RequestAborted))
                .SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? "")))];
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static Task UnauthenticatedAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return TypedResults.Problem(
            "Send a valid API key (Authorization: Bearer rk_...), or sign in at /desk.", statusCode: StatusCodes.Status401Unauthorized)
                .ExecuteAsync(context);
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.SignIn;

/// <summary>Responds to refused requests: problem details in the API; the sign-in page or a message page at the desk.</summary>
internal sealed class AuthorizationResults : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy,
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

            return next(context);
        }

        if (authorizeResult.Challenged)
        {
            return atDesk ? ToSignIn(context) : UnauthenticatedAsync(context);
        }

        var reason = authorizeResult.AuthorizationFailure?.FailureReasons.FirstOrDefault()?.Message ?? "Not allowed.";
        return atDesk
            ? DeskPages.Forbidden(context, reason).ExecuteAsync(context)
            : TypedResults.Problem(reason, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
    }

    private static Task ToSignIn(HttpContext context)
    {
        // After signing in, the browser returns to the page if it can be requested again.
        var wanted = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : "";
        context.Response.Redirect(DeskLinks.SignInTo(wanted));
        return Task.CompletedTask;
    }

    private static Task UnauthenticatedAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return TypedResults.Problem(
            "Send a valid API key (Authorization: Bearer rk_...), or sign in at /desk.", statusCode: StatusCodes.Status401Unauthorized)
                .ExecuteAsync(context);
    }
}

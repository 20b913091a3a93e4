using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.SignIn;

/// <summary>What those hear who are not let in: problem details in the API, the sign-in page or a page that says so at the desk.</summary>
internal sealed class AuthorizationResults : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        var atDesk = context.Request.Path.StartsWithSegments(DeskLinks.Root);
        if (authorizeResult.Succeeded)
        {
            if (!atDesk)
            {
                // What is answered to one person is nobody else's; pages say so for themselves.
                context.Response.Headers.CacheControl = "private, no-cache";
            }

            return next(context);
        }

        if (authorizeResult.Challenged)
        {
            return atDesk ? ToSignIn(context) : UnknownAsync(context);
        }

        var why = authorizeResult.AuthorizationFailure?.FailureReasons.FirstOrDefault()?.Message ?? "Not allowed.";
        return atDesk
            ? DeskPages.Forbidden(context, why).ExecuteAsync(context)
            : TypedResults.Problem(why, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
    }

    private static Task ToSignIn(HttpContext context)
    {
        // After signing in one comes back, to what can be asked for again.
        var wanted = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : "";
        context.Response.Redirect(DeskLinks.SignInTo(wanted));
        return Task.CompletedTask;
    }

    private static Task UnknownAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return TypedResults.Problem(
            "Bring a key that works (Authorization: Bearer rk_...), or sign in at /desk.", statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(context);
    }
}

using Microsoft.AspNetCore.Cors.Infrastructure;
using Recommender.Service.Desk;
using Recommender.Service.Related.Serving;

namespace Recommender.Service.Hosting;

/// <summary>What holds for every answer: problem details, security headers, open reading from other origins, the OpenAPI document.</summary>
internal static class ApiConventions
{
    private const string PagePolicy =
        "default-src 'none'; style-src 'self'; img-src 'self' https: http: data:; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

    // Pages behind the sign-in: scripts from here alone, in nobody's frame; addresses with one-time secrets go nowhere as referrer.
    private const string DeskPolicy =
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' https: http: data:; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    public static IServiceCollection AddApiConventions(this IServiceCollection services) => services
        .AddProblemDetails()
        .AddCors()
        .AddSingleton<ICorsPolicyProvider, BlockCors>()
        .AddOpenApi("v1", openApi => openApi.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Recommender";
            document.Info.Description = "Related articles for each page of a site.";
            document.Servers?.Clear();
            return Task.CompletedTask;
        }));

    public static void UseApiConventions(this WebApplication app)
    {
        app.Use(AddSecurityHeaders);
        app.UseCors();
        app.UseHeldAnswers();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        // Said here, for else it would come before all of these.
        app.UseRouting();
        app.MapOpenApi();
    }

    private static Task AddSecurityHeaders(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(static state =>
        {
            var context = (HttpContext)state;
            var atDesk = context.Request.Path.StartsWithSegments(DeskLinks.Root);
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = atDesk ? "same-origin" : "strict-origin-when-cross-origin";
            if (headers.ContentSecurityPolicy.Count == 0)
            {
                headers.ContentSecurityPolicy = atDesk ? DeskPolicy : PagePolicy;
            }

            // What is wrong now may be right in a moment, and no purge names it.
            if (atDesk || (context.Response.StatusCode >= StatusCodes.Status400BadRequest && headers.CacheControl.Count == 0))
            {
                headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        }, context);
        return next(context);
    }
}

using Microsoft.Extensions.Options;

namespace Recommender.Service.Web;

/// <summary>Sets the security headers of answers.</summary>
internal static class SecurityHeaders
{
    private const string PagePolicy =
        "default-src 'none'; style-src 'self'; img-src 'self' https: http: data:; form-action 'self'; base-uri 'none'; frame-ancestors "
        + "'self'";

    // Pages behind the sign-in: own scripts only, never framed; addresses with one-time secrets are not sent as referrer.
    private const string DeskPolicy =
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' https: http: data:; form-action "
        + "'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>
    /// Sets Strict-Transport-Security on every answer over https, also of a cache, a redirect, or an error. Must come after the forwarded
    /// scheme is known, and before everything that answers.
    /// </summary>
    public static void UseStrictTransport(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<TransportOptions>>().Value.HstsHeader is not { } hsts)
        {
            return;
        }

        app.Use((context, next) =>
        {
            // The header means nothing over http.
            if (context.Request.IsHttps && context.Request.Host.Host != "localhost")
            {
                // When the answer starts: an error handler clears what was set before.
                context.Response.OnStarting(static state =>
                {
                    var (response, hsts) = ((HttpResponse, string))state;
                    response.Headers.StrictTransportSecurity = hsts;
                    return Task.CompletedTask;
                }, (context.Response, hsts));
            }

            return next(context);
        });
    }

    /// <summary>Sets the other headers on every answer of later middleware, when the answer starts.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            Start((HttpContext)state);
            return Task.CompletedTask;
        }, context);
        return next(context);
    });

    /// <summary>Sets the headers of an answer that is not a page of the desk.</summary>
    public static void AddTo(IHeaderDictionary headers) => AddTo(headers, "strict-origin-when-cross-origin", PagePolicy);

    private static void AddTo(IHeaderDictionary headers, string referrer, string policy)
    {
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = referrer;
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = policy;
        }
    }

    private static void Start(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (context.Request.Path.StartsWithSegments(DeskLinks.Root))
        {
            AddTo(headers, "same-origin", DeskPolicy);
            headers.CacheControl = "no-store";
        }
        // With 304, the headers of the client's copy apply (RFC 9110, 15.4.5).
        else if (context.Response.StatusCode != StatusCodes.Status304NotModified)
        {
            AddTo(headers);
            // An error may be temporary, and no purge removes it.
            if (context.Response.StatusCode >= StatusCodes.Status400BadRequest && headers.CacheControl.Count == 0)
            {
                headers.CacheControl = "no-store";
            }
        }
    }
}

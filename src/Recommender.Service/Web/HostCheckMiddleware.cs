using Microsoft.Extensions.Options;

namespace Recommender.Service.Web;

/// <summary>
/// Refuses requests that name a host which is not the service's, so that a page cannot reach it under a name of its own (DNS rebinding).
/// </summary>
internal sealed class HostCheckMiddleware(RequestDelegate next, IOptions<PublicOptions> options)
{
    public Task InvokeAsync(HttpContext context) => options.Value.Allows(context.Request.Host.Host)
        ? next(context)
        : TypedResults.Problem(
            "The host of the request is not one of this service (Recommender:PublicUrl, Recommender:AllowedHosts).",
            statusCode: StatusCodes.Status400BadRequest, title: "Unknown host").ExecuteAsync(context);
}

using Microsoft.Extensions.Options;
using Recommender.Service.Delivery.Load;

namespace Recommender.Service.Delivery;

/// <summary>The middleware in front of the block endpoints.</summary>
internal static class ServingPipeline
{
    /// <summary>Serves cached answers. Must come before routing.</summary>
    public static void UseResponseCache(this WebApplication app)
    {
        if (!CountsClients(app))
        {
            app.UseMiddleware<ResponseCacheMiddleware>();
        }
    }

    /// <summary>
    /// Limits requests and receives their bodies. Must come after routing, because it uses endpoint metadata, after authentication, and
    /// before all that reads bodies.
    /// </summary>
    public static void UseServing(this WebApplication app)
    {
        if (CountsClients(app))
        {
            // Cached answers count towards the limit as well, so they cannot be served earlier.
            app.UseMiddleware<ClientLimitMiddleware>();
            app.UseMiddleware<ResponseCacheMiddleware>();
        }

        app.UseMiddleware<LaneMiddleware>();
    }

    private static bool CountsClients(WebApplication app) =>
        app.Services.GetRequiredService<IOptions<ServingOptions>>().Value.RequestsPerMinute > 0;
}

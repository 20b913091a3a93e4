using Microsoft.Extensions.Options;

namespace Recommender.Service.Delivery;

/// <summary>What stands between a reader and the endpoints of blocks.</summary>
internal static class ServingPipeline
{
    /// <summary>Sends what is held. To be put before routing.</summary>
    public static void UseHeldAnswers(this WebApplication app)
    {
        if (!CountsClients(app))
        {
            app.UseMiddleware<ResponseCacheMiddleware>();
        }
    }

    /// <summary>Bounds what is asked. To be put after routing, for it goes by what endpoints say of themselves, and after who asks is known.</summary>
    public static void UseServing(this WebApplication app)
    {
        if (CountsClients(app))
        {
            // What is held counts as well, so it cannot go out before.
            app.UseMiddleware<ClientLimitMiddleware>();
            app.UseMiddleware<ResponseCacheMiddleware>();
        }

        app.UseMiddleware<OverloadMiddleware>();
    }

    private static bool CountsClients(WebApplication app) => app.Services.GetRequiredService<IOptions<ServingOptions>>().Value.RequestsPerMinute > 0;
}

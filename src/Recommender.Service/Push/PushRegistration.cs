using Recommender.Service.Configuration;

namespace Recommender.Service.Push;

internal static class PushRegistration
{
    public static IServiceCollection AddPush(this IServiceCollection services, IConfiguration configuration)
    {
        // A site's own settings are validated at the start, as the common ones are.
        services.AddOptions<PushOptions>().Validate<SitePushOptions>((_, sites) => sites.AreValid());
        return services
            .AddChecked<PushOptions>(configuration, PushOptions.Section)
            .AddSingleton<SitePushOptions>()
            .AddSingleton<ArticlePushing>();
    }

    public static void MapPushes(this IEndpointRouteBuilder routes)
    {
        routes.MapPush();
        routes.MapBulkPush();
        routes.MapWebhook();
    }
}

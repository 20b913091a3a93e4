using Recommender.Service.Configuration;

namespace Recommender.Service.Delivery.Edge;

internal static class PurgeRegistration
{
    public static IServiceCollection AddPurging(this IServiceCollection services, IConfiguration configuration) => services
        .AddSiteSettings<PurgeOptions>(configuration, PurgeOptions.Section)
        .AddSingleton<EdgeCaching>();

    /// <summary>Starts purging of caches while the program serves.</summary>
    public static IServiceCollection AddPurgeWorker(this IServiceCollection services)
    {
        services.AddHttpClient(PurgeSender.ClientName, client => client.Timeout = PurgeSender.Patience)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers();
        return services
            .AddSingleton<Purges>()
            .AddSingleton<PurgeSender>()
            .AddHostedService<PurgeWorker>();
    }
}

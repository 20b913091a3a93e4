using Recommender.Service.Configuration;

namespace Recommender.Service.Delivery.Edge;

internal static class PurgeRegistration
{
    public static IServiceCollection AddPurging(this IServiceCollection services, IConfiguration configuration)
    {
        // Per-site settings are validated at start like the common ones.
        services.AddOptions<PurgeOptions>().Validate<SitePurgeOptions>((_, sites) => sites.AreValid());
        return services
            .AddChecked<PurgeOptions>(configuration, PurgeOptions.Section)
            .AddSingleton<SitePurgeOptions>()
            .AddSingleton<EdgeCaching>();
    }

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

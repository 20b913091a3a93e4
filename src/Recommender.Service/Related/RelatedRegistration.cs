using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Configuration;
using Recommender.Service.Delivery;
using Recommender.Service.Delivery.Edge;
using Recommender.Service.Related.Drafts;
using Recommender.Service.Related.Explaining;

namespace Recommender.Service.Related;

internal static class RelatedRegistration
{
    public static IServiceCollection AddRelated(this IServiceCollection services, IConfiguration configuration)
    {
        // Per-site settings are validated at start like the common ones.
        services.AddOptions<ServingOptions>().Validate<SiteOrigins>((_, origins) => origins.AreValid());
        services.AddOptions<BlockOptions>().Validate<SiteBlockOptions>((_, sites) => sites.AreValid());
        return services
            .AddChecked<BlockOptions>(configuration, BlockOptions.Section)
            .AddSingleton<SiteBlockOptions>()
            .AddChecked<SnapshotOptions>(configuration, SnapshotOptions.Section)
            .AddChecked<ServingOptions>(configuration, ServingOptions.Section)
            .AddSingleton<SiteOrigins>()
            .AddSingleton<ResponseCounts>()
            .AddSingleton<ServingLoad>()
            .AddPurging(configuration)
            .AddSingleton<ResponseCache>()
            .AddSingleton<SnapshotQuery>()
            .AddSingleton<SiteSnapshots>()
            .AddSingleton<RuleLoader>()
            .AddSingleton<SnapshotLoader>()
            .AddSingleton<DraftRanker>()
            .AddSingleton<Explainers>()
            .AddSingleton<BlockExplainer>();
    }

    /// <summary>Starts the workers that keep the snapshots up to date while the server runs.</summary>
    public static IServiceCollection AddSnapshotWorkers(this IServiceCollection services) => services
        .AddPurgeWorker()
        .AddSingleton<SnapshotWorker>()
        .AddHostedService(services => services.GetRequiredService<SnapshotWorker>())
        .AddHostedService<FoldInWorker>();
}

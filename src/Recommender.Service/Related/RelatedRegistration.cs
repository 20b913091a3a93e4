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
        // A site's own settings are checked at the start as the common ones are.
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

    /// <summary>What keeps the snapshots of a running server fresh.</summary>
    public static IServiceCollection AddSnapshotWorkers(this IServiceCollection services) => services
        .AddPurgeWorker()
        .AddSingleton<SnapshotWorker>()
        .AddHostedService(services => services.GetRequiredService<SnapshotWorker>())
        .AddHostedService<FoldInWorker>();
}

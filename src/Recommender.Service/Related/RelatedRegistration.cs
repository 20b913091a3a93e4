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
    public static IServiceCollection AddRelated(this IServiceCollection services, IConfiguration configuration) => services
        // Checked with the options of blocks, which take it from here.
        .AddSingleton(_ => new SiteSettings<TimeZoneOptions>(configuration, TimeZoneOptions.Section, own: ""))
        .AddSiteSettings(configuration, BlockOptions.Section, provider => BlocksOf(configuration, provider))
        .AddChecked<SnapshotOptions>(configuration, SnapshotOptions.Section)
        .AddChecked<ServingOptions>(configuration, ServingOptions.Section)
        .AddSiteSettings<OriginOptions>(configuration, common: null)
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

    /// <summary>Starts the workers that keep the snapshots up to date while the server runs.</summary>
    public static IServiceCollection AddSnapshotWorkers(this IServiceCollection services) => services
        .AddPurgeWorker()
        .AddSingleton<SnapshotWorker>()
        .AddHostedService(services => services.GetRequiredService<SnapshotWorker>())
        .AddHostedService<FoldInWorker>();

    private static SiteBlockOptions BlocksOf(IConfiguration configuration, IServiceProvider provider)
    {
        var zones = provider.GetRequiredService<SiteSettings<TimeZoneOptions>>();
        return new SiteBlockOptions(
            configuration, BlockOptions.Section,
            complete: (options, site) => options.TimeZone = (site is null ? zones.Common : zones.Of(site)).Zone);
    }
}

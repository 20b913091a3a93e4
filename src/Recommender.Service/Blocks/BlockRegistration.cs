using Recommender.Service.Blocks.Loading;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Configuration;

namespace Recommender.Service.Blocks;

internal static class BlockRegistration
{
    public static IServiceCollection AddBlocks(this IServiceCollection services, IConfiguration configuration) => services
        // Checked with the options of blocks, which take it from here.
        .AddSingleton(_ => new SiteSettings<TimeZoneOptions>(configuration, TimeZoneOptions.Section, own: ""))
        .AddSiteSettings(configuration, BlockOptions.Section, provider => OptionsOf(configuration, provider))
        .AddChecked<SnapshotOptions>(configuration, SnapshotOptions.Section)
        .AddSingleton<SnapshotQuery>()
        .AddSingleton<SiteSnapshots>()
        .AddSingleton<RuleLoader>()
        .AddSingleton<SnapshotLoader>();

    /// <summary>Adds the workers that keep the snapshots of a running server up to date.</summary>
    public static IServiceCollection AddSnapshotWorkers(this IServiceCollection services) => services
        .AddSingleton<SnapshotWorker>()
        .AddHostedService(services => services.GetRequiredService<SnapshotWorker>())
        .AddHostedService<FoldInWorker>();

    private static SiteBlockOptions OptionsOf(IConfiguration configuration, IServiceProvider provider)
    {
        var zones = provider.GetRequiredService<SiteSettings<TimeZoneOptions>>();
        return new SiteBlockOptions(
            configuration, BlockOptions.Section,
            complete: (options, site) => options.TimeZone = (site is null ? zones.Common : zones.Of(site)).Zone);
    }
}

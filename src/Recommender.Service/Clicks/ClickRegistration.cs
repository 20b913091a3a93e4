using Recommender.Service.Blocks.Loading;
using Recommender.Service.Clicks.Evidence;
using Recommender.Service.Clicks.Reporting;
using Recommender.Service.Clicks.Retiring;
using Recommender.Service.Configuration;

namespace Recommender.Service.Clicks;

internal static class ClickRegistration
{
    public static IServiceCollection AddClicks(this IServiceCollection services, IConfiguration configuration) => services
        .AddChecked<ClickOptions>(configuration, ClickOptions.Section)
        .AddSingleton<ClickStore>()
        .AddSingleton<EvidenceStore>()
        .AddSingleton<ReportQuery>()
        .AddSingleton<MostRead>()
        .AddSingleton<MostReadLoader>()
        .AddSingleton<SnapshotStep>(provider => provider.GetRequiredService<MostReadLoader>().RefreshAsync);

    /// <summary>Registers the click counting of a running server.</summary>
    public static IServiceCollection AddClickCounting(this IServiceCollection services) => services
        .AddSingleton<ClickCounts>()
        .AddSingleton<ClientFloods>()
        .AddSingleton<ClientEvidence>()
        .AddSingleton<BeaconCounting>()
        .AddSingleton<ClickWriting>()
        .AddSingleton<PinRetirement>()
        .AddSingleton<ClickRetention>()
        .AddHostedService<ClickWorker>();
}

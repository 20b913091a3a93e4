using Recommender.Service.Configuration;
using Recommender.Service.Training.Gate;

namespace Recommender.Service.Training;

internal static class RunRegistration
{
    public static IServiceCollection AddRuns(this IServiceCollection services, IConfiguration configuration) => services
        .AddSiteSettings<GateOptions>(configuration, GateOptions.Section)
        .AddSiteSettings<RunOptions>(configuration, RunOptions.Section)
        .AddSingleton<RunStore>()
        .AddSingleton<RunSchedule>()
        .AddSingleton<RunReports>()
        .AddSingleton<RetrainPlanner>()
        .AddSingleton<ModelMaker>()
        .AddSingleton<LiveComparison>()
        .AddSingleton<RunSteps>()
        .AddSingleton<TrainingRun>();

    /// <summary>Registers the scheduler of a running server.</summary>
    public static IServiceCollection AddRunScheduler(this IServiceCollection services) => services
        .AddSingleton<RunProcesses>()
        .AddHostedService<RunScheduler>();
}

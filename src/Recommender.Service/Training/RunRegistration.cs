using Recommender.Service.Configuration;
using Recommender.Service.Training.Gate;

namespace Recommender.Service.Training;

internal static class RunRegistration
{
    public static IServiceCollection AddRuns(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<GateOptions>().Validate<SiteSettings<GateOptions>>((_, sites) => IsValid(sites));
        services.AddOptions<RunOptions>().Validate<SiteSettings<RunOptions>>((_, sites) => IsValid(sites));
        return services
            .AddChecked<GateOptions>(configuration, GateOptions.Section)
            .AddChecked<RunOptions>(configuration, RunOptions.Section)
            .AddSingleton(_ => new SiteSettings<GateOptions>(configuration, GateOptions.Section, "Gate"))
            .AddSingleton(_ => new SiteSettings<RunOptions>(configuration, RunOptions.Section, "Training"))
            .AddSingleton<RunStore>()
            .AddSingleton<RunSchedule>()
            .AddSingleton<RunReports>()
            .AddSingleton<RetrainPlanner>()
            .AddSingleton<ModelMaker>()
            .AddSingleton<LiveComparison>()
            .AddSingleton<RunSteps>()
            .AddSingleton<TrainingRun>();
    }

    /// <summary>Registers the scheduler of a running server.</summary>
    public static IServiceCollection AddRunScheduler(this IServiceCollection services) => services
        .AddSingleton<RunProcesses>()
        .AddHostedService<RunScheduler>();

    private static bool IsValid<T>(SiteSettings<T> sites) where T : class, new()
    {
        sites.Check();
        return true;
    }
}

using Microsoft.Extensions.Options;
using Recommender.Engine;
using Recommender.Service.Hosting;

namespace Recommender.Service.Models;

internal static class ModelRegistration
{
    public static IServiceCollection AddModels(this IServiceCollection services, IConfiguration configuration) => services
        .AddChecked<ModelOptions>(configuration, ModelOptions.Section)
        .AddChecked<RankingOptions>(configuration, "Recommender:Ranking")
        .AddSingleton(provider => provider.GetRequiredService<IOptions<RankingOptions>>().Value)
        .AddSingleton<ModelFolders>()
        .AddSingleton<ModelStore>()
        .AddSingleton<TrainingRun>();
}

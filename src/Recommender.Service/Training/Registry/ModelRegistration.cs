using Recommender.Engine;
using Recommender.Service.Configuration;
using Recommender.Service.Models;

namespace Recommender.Service.Training.Registry;

internal static class ModelRegistration
{
    public static IServiceCollection AddModels(this IServiceCollection services, IConfiguration configuration) => services
        .AddChecked<ModelOptions>(configuration, ModelOptions.Section)
        .AddRanking(configuration.GetSection("Recommender:Ranking"))
        .AddSiteRanking(configuration.GetSection(SiteRankingOptions.Section))
        .AddSingleton<SiteRanking>()
        .AddSingleton<ModelFolders>()
        .AddSingleton<ModelStore>()
        .AddSingleton<ModelRegistry>()
        .AddSingleton<ModelDiffs>()
        .AddSingleton<ShippedRanking>();

    private static IServiceCollection AddRanking(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<RankingOptions>().Bind(section)
            .Validate(o => o.ListLength is >= 1 and <= 200, "Recommender:Ranking:ListLength must be from 1 to 200")
            .Validate(o => o.Dimensions is >= 2 and <= 512, "Recommender:Ranking:Dimensions must be from 2 to 512")
            .Validate(o => o.EmbeddingSample >= 1000, "Recommender:Ranking:EmbeddingSample must be 1000 or more")
            .Validate(o => o.TimeWeight >= 0, "Recommender:Ranking:TimeWeight must be 0 or more")
            .Validate(o => o.TimeDecay > TimeSpan.Zero, "Recommender:Ranking:TimeDecay must be above 00:00:00")
            .Validate(o => o.NearDuplicate is >= 0 and <= 1, "Recommender:Ranking:NearDuplicate must be from 0 to 1")
            .Validate(o => o.IgnoredTags.All(tag => !string.IsNullOrWhiteSpace(tag)),
                "Recommender:Ranking:IgnoredTags must not contain an empty tag")
            .ValidateOnStart();
        return services;
    }

    private static IServiceCollection AddSiteRanking(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<Dictionary<string, SiteRankingOptions>>().Bind(section)
            .Validate(
                sites => sites.Values.All(site => site.IgnoredTags?.All(tag => !string.IsNullOrWhiteSpace(tag)) != false),
                "Recommender:Sites:NAME:IgnoredTags must not contain an empty tag")
            .ValidateOnStart();
        return services;
    }
}

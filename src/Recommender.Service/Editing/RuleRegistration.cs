using Recommender.Service.Configuration;
using Recommender.Service.Editing.Blocks;
using Recommender.Service.Rules;
using Recommender.Service.Web;

namespace Recommender.Service.Editing;

internal static class RuleRegistration
{
    public static IServiceCollection AddRules(this IServiceCollection services, IConfiguration configuration) => services
        .AddSiteSettings<RuleOptions>(configuration, RuleOptions.Section)
        .AddSingleton<RuleStore>()
        .AddSingleton<RulePolicy>()
        .AddSingleton<RuleEditing>()
        .AddSingleton<RuleReversals>()
        .AddSingleton<RuleUndoing>()
        .AddSingleton<RuleChanging>()
        .AddSingleton<EditedBlocks>()
        .AddSingleton<PastBlocks>()
        .ConfigureHttpJsonOptions(json => ApiJson.Apply(json.SerializerOptions));
}

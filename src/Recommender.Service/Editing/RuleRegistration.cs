using Recommender.Service.Configuration;
using Recommender.Service.Editing.Blocks;
using Recommender.Service.Rules;
using Recommender.Service.Web;

namespace Recommender.Service.Editing;

internal static class RuleRegistration
{
    public static IServiceCollection AddRules(this IServiceCollection services, IConfiguration configuration)
    {
        // A site's own settings are checked at the start as the common ones are.
        services.AddOptions<RuleOptions>().Validate<SiteRuleOptions>((_, sites) => sites.AreValid());
        return services
            .AddChecked<RuleOptions>(configuration, RuleOptions.Section)
            .AddSingleton<SiteRuleOptions>()
            .AddSingleton<RuleStore>()
            .AddSingleton<RuleEditing>()
            .AddSingleton<RuleChanging>()
            .AddSingleton<EditedBlocks>()
            .AddSingleton<PastBlocks>()
            .ConfigureHttpJsonOptions(json => ApiJson.Apply(json.SerializerOptions));
    }
}

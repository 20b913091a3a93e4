using Recommender.Service.Related.Drafts;
using Recommender.Service.Related.Explaining;

namespace Recommender.Service.Related;

internal static class RelatedRegistration
{
    public static IServiceCollection AddRelated(this IServiceCollection services) => services
        .AddSingleton<DraftRanker>()
        .AddSingleton<Explainers>()
        .AddSingleton<BlockExplainer>()
        .AddSingleton<ArticleTexts>();
}

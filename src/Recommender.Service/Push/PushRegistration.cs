using Recommender.Service.Configuration;

namespace Recommender.Service.Push;

internal static class PushRegistration
{
    public static IServiceCollection AddPush(this IServiceCollection services, IConfiguration configuration) => services
        .AddSiteSettings<PushOptions>(configuration, PushOptions.Section)
        .AddSingleton<ArticlePushing>();
}

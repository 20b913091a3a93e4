using Recommender.Service.Articles.Addresses;
using Recommender.Service.Articles.Identity;
using Recommender.Service.Configuration;

namespace Recommender.Service.Articles;

internal static class ArticleRegistration
{
    public static IServiceCollection AddArticles(this IServiceCollection services, IConfiguration configuration) => services
        .AddSiteSettings<ArticleOptions>(configuration, ArticleOptions.Section)
        .AddSiteSettings<AddressOptions>(configuration, AddressOptions.Section)
        .AddSingleton<ArticleStore>()
        .AddSingleton<ArticleIdentity>()
        .AddSingleton<ArticlePushStore>()
        .AddSingleton<SiteStore>();
}

namespace Recommender.Service.Articles;

internal static class ArticleRegistration
{
    public static IServiceCollection AddArticles(this IServiceCollection services) => services
        .AddSingleton<ArticleStore>()
        .AddSingleton<ArticlePushStore>()
        .AddSingleton<SiteStore>();
}

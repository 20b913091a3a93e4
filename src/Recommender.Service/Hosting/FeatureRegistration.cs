using Microsoft.Extensions.Options;
using Recommender.Service.Articles;
using Recommender.Service.Configuration;
using Recommender.Service.Storage;

namespace Recommender.Service.Hosting;

/// <summary>Registers what every other feature stands on.</summary>
internal static class FeatureRegistration
{
    /// <summary>The folders, and the store that is opened (and brought up to date) at its first use.</summary>
    public static IServiceCollection AddFolders(this IServiceCollection services, IConfiguration configuration) => services
        .AddChecked<FolderOptions>(configuration, FolderOptions.Section)
        .AddSingleton(provider => Database.Open(provider.GetRequiredService<IOptions<FolderOptions>>().Value.Data));

    public static IServiceCollection AddArticles(this IServiceCollection services) => services
        .AddSingleton<ArticleStore>()
        .AddSingleton<ArticlePushStore>()
        .AddSingleton<SiteStore>();
}

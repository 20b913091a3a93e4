using Recommender.Service.Articles;
using Recommender.Service.Desk.Editing;
using Recommender.Service.Desk.Overview;
using Recommender.Service.Desk.Search;

namespace Recommender.Service.Desk;

internal static class DeskRegistration
{
    public static IServiceCollection AddDesk(this IServiceCollection services) => services
        .AddSingleton<ArticleSearchStore>()
        .AddSingleton<ArticleSearch>()
        .AddSingleton<BlockDesk>()
        .AddSingleton<DraftStore>()
        .AddSingleton<Overviews>()
        .AddSingleton<BlockLookStore>()
        .AddSingleton<UnseenBlocks>();
}

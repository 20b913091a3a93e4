using Recommender.Service.Articles;
using Recommender.Service.Desk.Editing;
using Recommender.Service.Desk.Overview;

namespace Recommender.Service.Desk;

internal static class DeskRegistration
{
    public static IServiceCollection AddDesk(this IServiceCollection services) => services
        .AddSingleton<ArticleSearchStore>()
        .AddSingleton<BlockDesk>()
        .AddSingleton<DraftStore>()
        .AddSingleton<Overviews>()
        .AddSingleton<BlockLookStore>()
        .AddSingleton<UnseenBlocks>();
}

using Recommender.Service.Configuration;
using Recommender.Service.Delivery.Edge;
using Recommender.Service.Delivery.Load;
using Recommender.Service.Delivery.Served;

namespace Recommender.Service.Delivery;

internal static class DeliveryRegistration
{
    public static IServiceCollection AddDelivery(this IServiceCollection services, IConfiguration configuration) => services
        .AddChecked<ServingOptions>(configuration, ServingOptions.Section)
        .AddSiteSettings<OriginOptions>(configuration, common: null)
        .AddSingleton<ResponseCounts>()
        .AddSingleton<AskedBlocks>()
        .AddChecked<LanesOptions>(configuration, LanesOptions.Section)
        .AddSingleton<Lanes>()
        .AddSingleton<PageViewFallback>()
        .AddSingleton<ServedBlocks>()
        .AddSingleton<ServedStore>()
        .AddSingleton<ServedPages>()
        .AddSingleton<ResponseCache>()
        .AddPurging(configuration);
}

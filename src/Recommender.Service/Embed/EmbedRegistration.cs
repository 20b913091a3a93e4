namespace Recommender.Service.Embed;

internal static class EmbedRegistration
{
    public static IServiceCollection AddEmbed(this IServiceCollection services) => services
        .AddSingleton<BlockHtml>()
        .AddSingleton<SiteExport>();
}

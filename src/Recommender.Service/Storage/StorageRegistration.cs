using Microsoft.Extensions.Options;

namespace Recommender.Service.Storage;

internal static class StorageRegistration
{
    /// <summary>The folders, and the store, which is opened (and brought up to date) at its first use.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FolderOptions>().Bind(configuration.GetSection(FolderOptions.Section))
            .ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton(provider => Database.Open(provider.GetRequiredService<IOptions<FolderOptions>>().Value.Data));
    }
}

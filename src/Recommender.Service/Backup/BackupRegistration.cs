namespace Recommender.Service.Backup;

internal static class BackupRegistration
{
    public static IServiceCollection AddBackup(this IServiceCollection services) => services.AddSingleton<BackupWriter>();
}

namespace Recommender.Service.Demo;

internal static class DemoRegistration
{
    public static IServiceCollection AddDemo(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddOptions<DemoOptions>().BindConfiguration(DemoOptions.Section);
        return services.AddSingleton<DemoSites>();
    }
}

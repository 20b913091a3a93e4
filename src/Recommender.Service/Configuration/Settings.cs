using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace Recommender.Service.Configuration;

/// <summary>Where settings come from, and how they are checked.</summary>
internal static class Settings
{
    public const string DefaultUrl = "http://127.0.0.1:8080";

    /// <summary>
    /// The layers, a later one wins: defaults, appsettings.json beside the executable, appsettings.json in the working directory,
    /// environment (Recommender__Block__DefaultLimit=6, ASPNETCORE_URLS), command line.
    /// </summary>
    public static void AddLayers(IConfigurationBuilder configuration, IReadOnlyDictionary<string, string?> commandLine)
    {
        configuration.Sources.Clear();
        configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["urls"] = DefaultUrl });
        AddFile(configuration, AppContext.BaseDirectory);
        if (Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory) != Directory.GetCurrentDirectory())
        {
            AddFile(configuration, Directory.GetCurrentDirectory());
        }

        configuration.AddEnvironmentVariables("ASPNETCORE_");
        configuration.AddEnvironmentVariables();
        configuration.AddInMemoryCollection(commandLine);
    }

    /// <summary>Binds a section and checks it at the start; a wrong value stops the program with one line that names it.</summary>
    public static IServiceCollection AddChecked<T>(this IServiceCollection services, IConfiguration configuration, string section)
        where T : class
    {
        services.AddOptions<T>().Bind(configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
        return services;
    }

    /// <summary>
    /// Registers options that sites may have of their own, see <see cref="SiteSettings{T}"/>; those of all sites are checked at the start.
    /// </summary>
    public static IServiceCollection AddSiteSettings<T>(
        this IServiceCollection services, IConfiguration configuration, string? common, string? own = null) where T : class, new() =>
        services.AddSiteSettings(configuration, common, _ => new SiteSettings<T>(configuration, common, own));

    /// <inheritdoc cref="AddSiteSettings{T}(IServiceCollection, IConfiguration, string?, string?)"/>
    public static IServiceCollection AddSiteSettings<T>(
        this IServiceCollection services, IConfiguration configuration, string? common, Func<IServiceProvider, SiteSettings<T>> create)
        where T : class, new()
    {
        var options = services.AddSingleton(create).AddOptions<T>();
        if (common is not null)
        {
            options.Bind(configuration.GetSection(common));
        }

        options.Validate<SiteSettings<T>>((_, sites) => AreRight(sites)).ValidateOnStart();
        return services;
    }

    /// <summary>Checks all settings now, for verbs that start no host.</summary>
    /// <exception cref="OptionsValidationException">A setting is out of its range.</exception>
    public static void Check(IServiceProvider services) => services.GetService<IStartupValidator>()?.Validate();

    // Throws rather than returning false: its messages name the site.
    private static bool AreRight<T>(SiteSettings<T> sites) where T : class, new()
    {
        sites.Check();
        return true;
    }

    // No reload: a half-written file must not change a running service, and watching a folder costs handles.
    private static void AddFile(IConfigurationBuilder configuration, string folder) => configuration.AddJsonFile(
        new PhysicalFileProvider(folder), "appsettings.json", optional: true, reloadOnChange: false);
}

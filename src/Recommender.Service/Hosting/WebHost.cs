using Microsoft.Extensions.Options;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Configuration;
using Recommender.Service.Delivery.Edge;
using Recommender.Service.Storage;

namespace Recommender.Service.Hosting;

/// <summary>The features with their web server.</summary>
internal static class WebHost
{
    /// <param name="commandLine">Settings that were given on the command line.</param>
    /// <param name="verbose">True: log what is done, not only what is wrong.</param>
    /// <param name="adjust">Last word on the services; tests put their clock here.</param>
    public static WebApplication Build(
        IReadOnlyDictionary<string, string?> commandLine, bool verbose = false, Action<IServiceCollection>? adjust = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        Settings.AddLayers(builder.Configuration, commandLine);
        Logs.Add(builder.Logging, builder.Configuration, verbose ? LogLevel.Debug : LogLevel.Information);
        CheckUrls(builder.Configuration["urls"]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddSingleton(TimeProvider.System);
        // No failure ends a worker (see Guarded). Should one end all the same, a program that starts anew is better than half a program.
        builder.Services.Configure<HostOptions>(
            host => host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.StopHost);
        builder.Services.AddSystemd();
        Features.Add(builder.Services, builder.Configuration);
        Features.AddServer(builder.Services, builder.Configuration);
        adjust?.Invoke(builder.Services);

        var app = builder.Build();
        // The longest part of a start begins first. A new store is not created before all settings are known to be valid.
        if (!File.Exists(Database.FileIn(app.Services.GetRequiredService<IOptions<FolderOptions>>().Value.Data)))
        {
            Settings.Check(app.Services);
        }

        app.Services.GetRequiredService<Purges>();
        app.Services.GetRequiredService<SnapshotWorker>().Begin();
        app.UseApiConventions();
        Features.Map(app);
        return app;
    }

    private static void CheckUrls(string? urls)
    {
        foreach (var url in urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
        {
            if (!url.StartsWith("http://unix:/", StringComparison.Ordinal)
                && !(Uri.TryCreate(
                    url.Replace("//+", "//any", StringComparison.Ordinal).Replace("//*", "//any", StringComparison.Ordinal),
                    UriKind.Absolute, out var address)
                    && address.Scheme is ("http" or "https")))
            {
                throw new OptionsValidationException(
                    "urls", typeof(string), [$"--urls: '{url}' is not a valid address to listen on; an example is {Settings.DefaultUrl}"]);
            }
        }
    }
}

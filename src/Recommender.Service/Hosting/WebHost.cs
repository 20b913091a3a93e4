using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Configuration;
using Recommender.Service.Delivery.Edge;
using Recommender.Service.Delivery.Load;
using Recommender.Service.Models;
using Recommender.Service.Storage;

namespace Recommender.Service.Hosting;

/// <summary>The host of <c>serve</c>: all features with a web server.</summary>
internal static class WebHost
{
    // Endpoints that take more state their own limit.
    private const long LargestBody = 1024 * 1024;

    /// <param name="commandLine">Settings from the command line.</param>
    /// <param name="verbose">True to log activities, not only problems.</param>
    /// <param name="adjust">Changes the services at the end; tests set their clock here.</param>
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
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<LanesOptions>>((kestrel, lanes) =>
        {
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxConcurrentConnections = lanes.Value.Connections;
            // Of bodies that endpoints read piece by piece; the others are received before, at this rate too.
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(lanes.Value.BodyBytesPerSecond, lanes.Value.BodyGrace);
        });
        builder.Services.AddSingleton(TimeProvider.System);
        // No failure ends a worker (see Guarded). If one ends nevertheless, a restart of the program is better than a missing worker.
        builder.Services.Configure<HostOptions>(host =>
        {
            host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.StopHost;
            host.ShutdownTimeout = TimeSpan.FromSeconds(8);
        });
        builder.Services.AddSystemd();
        Features.Add(builder.Services, builder.Configuration);
        Features.AddServer(builder.Services, builder.Configuration);
        adjust?.Invoke(builder.Services);

        var app = builder.Build();
        // The longest part of the start begins first. A new store is created only after all settings have been checked.
        if (!File.Exists(Database.FileIn(app.Services.GetRequiredService<IOptions<FolderOptions>>().Value.Data)))
        {
            Settings.Check(app.Services);
        }

        app.Services.GetRequiredService<ModelFolders>().Close();
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

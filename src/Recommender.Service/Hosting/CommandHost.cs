using Recommender.Service.Configuration;

namespace Recommender.Service.Hosting;

/// <summary>The host of all verbs except <c>serve</c>, without a web server.</summary>
internal static class CommandHost
{
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is out of its range.</exception>
    public static IHost Build(IReadOnlyDictionary<string, string?> commandLine, bool verbose)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        Settings.AddLayers(builder.Configuration, commandLine);
        Logs.Add(builder.Logging, builder.Configuration, verbose ? LogLevel.Debug : LogLevel.Warning);
        builder.Services.AddSingleton(TimeProvider.System);
        Features.Add(builder.Services, builder.Configuration);
        var host = builder.Build();
        Settings.Check(host.Services);
        // This host is never started, so the tracer is created here; it sends its remaining traces when it is disposed.
        host.Services.GetService<OpenTelemetry.Trace.TracerProvider>();
        return host;
    }
}

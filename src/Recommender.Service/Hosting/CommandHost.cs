using Recommender.Service.Configuration;

namespace Recommender.Service.Hosting;

/// <summary>The features without a web server, for the verbs that work and end.</summary>
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
        // Nothing starts this host, so what traces is asked for: from then on it listens, and it sends the rest when it is disposed of.
        host.Services.GetService<OpenTelemetry.Trace.TracerProvider>();
        return host;
    }
}

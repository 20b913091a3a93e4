using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Recommender.Service.Configuration;
using Recommender.Service.Delivery;
using Recommender.Service.Models;
using Recommender.Service.Web;

namespace Recommender.Service.Watching;

internal static class WatchRegistration
{
    // Standard names of OpenTelemetry. Unless one of them is set, nothing is exported or traced.
    private static readonly string[] Endpoints =
        ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    /// <summary>Traces commands if an exporter is configured.</summary>
    public static IServiceCollection AddTraces(this IServiceCollection services, IConfiguration configuration)
    {
        if (IsSent(configuration))
        {
            services.AddOpenTelemetry().ConfigureResource(Describe)
                .WithTracing(traces => traces.AddSource(Traces.SourceName).AddOtlpExporter());
        }

        return services;
    }

    /// <summary>Registers the monitoring, metrics and notifications of a running server.</summary>
    public static IServiceCollection AddWatching(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddSiteSettings<WatchOptions>(configuration, WatchOptions.Section)
            .AddSingleton<ArrivalStore>().AddSingleton<SiteChecks>().AddSingleton<KeyChecks>()
            .AddSingleton<Warnings>().AddSingleton<SiteMonitor>()
            .AddHostedService<MonitorWorker>();
        if (IsSent(configuration))
        {
            services.AddOpenTelemetry().ConfigureResource(Describe)
                .WithMetrics(metrics =>
                {
                    ((IDeferredMeterProviderBuilder)metrics)
                        .Configure((provider, built) => Measure(built, provider.GetRequiredService<IMeterFactory>()));
                    metrics.AddOtlpExporter();
                })
                .WithTracing(traces => traces.AddAspNetCoreInstrumentation(asked => asked.Filter = IsTraced));
        }

        return services.AddSingleton<ServiceMetrics>();
    }

    // Meters are known by name across the process; if it hosts several servers, each exports only its own.
    internal static void Measure(MeterProviderBuilder metrics, IMeterFactory own) => metrics
        .AddMeter(ServiceMetrics.MeterName)
        .AddRuntimeInstrumentation()
        .AddView(instrument => instrument.Meter.Scope is IMeterFactory other && other != own ? MetricStreamConfiguration.Drop : null);

    // Page views are counted, not traced: a span costs more than the answer.
    private static bool IsTraced(HttpContext context) =>
        context.Request.Path.Value is { } path
        && !path.EndsWith($"/{BlockKinds.Related}", StringComparison.Ordinal)
        && !path.EndsWith($"/{BlockKinds.Block}", StringComparison.Ordinal);

    internal static void Describe(ResourceBuilder resource) => resource.AddService("recommender", serviceVersion: ProgramVersion.Text);

    internal static bool IsSent(IConfiguration configuration) => Endpoints.Any(name => !string.IsNullOrWhiteSpace(configuration[name]));
}

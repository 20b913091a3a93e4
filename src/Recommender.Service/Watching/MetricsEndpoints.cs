using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using Recommender.Service.People;
using Recommender.Service.Web;

namespace Recommender.Service.Watching;

internal static class MetricsEndpoints
{
    public static void MapMetrics(this WebApplication app)
    {
        var access = AccessOf(app.Configuration);
        if (access == MetricsAccess.Off && !WatchRegistration.IsSent(app.Configuration))
        {
            return;
        }

        app.Services.GetRequiredService<ServiceMetrics>();
        if (access == MetricsAccess.Off)
        {
            return;
        }

        // Set up with the first request: at the start it would cost a tenth of the start's time.
        var scrape = new Lazy<RequestDelegate>(() => Scrape(app));
        var page = app.MapMethods("/metrics", ReadRoutes.Methods, async Task<EmptyHttpResult> (HttpContext context) =>
            {
                await scrape.Value(context);
                return TypedResults.Empty;
            })
            .WithTags("Health").WithSummary("Figures for Prometheus").Produces<string>(StatusCodes.Status200OK, "text/plain");
        if (access == MetricsAccess.Key)
        {
            page.RequireRoleAtAllSites(Role.Viewer);
        }
    }

    private static RequestDelegate Scrape(WebApplication app)
    {
        var metrics = Sdk.CreateMeterProviderBuilder().ConfigureResource(WatchRegistration.Describe);
        WatchRegistration.Measure(metrics, app.Services.GetRequiredService<IMeterFactory>());
        var provider = metrics.AddPrometheusExporter().Build();
        app.Lifetime.ApplicationStopped.Register(provider.Dispose);
        return ((IApplicationBuilder)app).New().UseOpenTelemetryPrometheusScrapingEndpoint(provider, _ => true, null, null, null).Build();
    }

    private static MetricsAccess AccessOf(IConfiguration configuration) =>
        configuration.GetValue($"{WatchOptions.Section}:Metrics", MetricsAccess.Key);
}

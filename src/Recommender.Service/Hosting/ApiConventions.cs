using Microsoft.AspNetCore.Cors.Infrastructure;
using Recommender.Service.Configuration;
using Recommender.Service.Delivery;
using Recommender.Service.Web;

namespace Recommender.Service.Hosting;

/// <summary>
/// Conventions of every answer: problem details, security headers, CORS, the OpenAPI document.
/// </summary>
internal static class ApiConventions
{
    public static IServiceCollection AddApiConventions(this IServiceCollection services, IConfiguration configuration) => services
        .AddChecked<TransportOptions>(configuration, TransportOptions.Section)
        .AddProblemDetails()
        .AddExceptionHandler<StoreFailureHandler>()
        .AddCors()
        .AddSingleton<ICorsPolicyProvider, BlockCors>()
        .AddSingleton<ICorsService, OneVaryCors>()
        .AddOpenApi("v1", openApi => openApi.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Recommender";
            document.Info.Description = "Related articles for each page of a site.";
            document.Servers?.Clear();
            return Task.CompletedTask;
        }));

    public static void UseApiConventions(this WebApplication app)
    {
        // First, so that all that follows knows scheme, host and client as the proxy saw them.
        app.UseForwardedHeaders();
        app.UseStrictTransport();
        app.UseMiddleware<LoadedMiddleware>();
        app.UseCors();
        app.UseResponseCache();
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        // Not before the response cache: what it holds is public under any name.
        app.UseMiddleware<HostCheckMiddleware>();
        // Explicit, because routing would otherwise run before all of these.
        app.UseRouting();
        app.MapOpenApi().InLane(Lane.Reading);
    }
}

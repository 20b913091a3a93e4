using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Recommender.Service.Delivery;

/// <summary>200 with the response's bytes and a strong entity tag, or 304 if the client already has them.</summary>
/// <typeparam name="T">The type that the bytes represent, for the OpenAPI document.</typeparam>
internal sealed class CachedResult<T>(CachedResponse answer) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext) => ResponseWriter.WriteAsync(httpContext, answer);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(
            StatusCodes.Status200OK, typeof(T), [typeof(T) == typeof(string) ? "text/html" : "application/json"]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified, typeof(void)));
    }
}

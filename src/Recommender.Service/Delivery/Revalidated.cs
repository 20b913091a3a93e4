using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;

namespace Recommender.Service.Delivery;

/// <summary>200 with JSON created for this request and a strong entity tag, or 304 if the client already has these bytes.</summary>
internal sealed class Revalidated<T>(T value, JsonTypeInfo<T> type) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext) =>
        ResponseWriter.WriteAsync(httpContext,
            new CachedResponse(JsonSerializer.SerializeToUtf8Bytes(value, type), "application/json; charset=utf-8"));

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => CachedResult<T>.PopulateMetadata(method, builder);
}

using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;

namespace Recommender.Service.Delivery;

/// <summary>200 with JSON that is made for this request alone and a strong entity tag, or 304 where the client has these bytes already.</summary>
internal sealed class Revalidated<T>(T value, JsonTypeInfo<T> type) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext) =>
        ResponseWriter.WriteAsync(httpContext, new CachedResponse(JsonSerializer.SerializeToUtf8Bytes(value, type), "application/json; charset=utf-8"));

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => CachedResult<T>.PopulateMetadata(method, builder);
}

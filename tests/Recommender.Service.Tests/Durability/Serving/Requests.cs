using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>Makes requests of programs with an API key.</summary>
internal static class Requests
{
    public static HttpRequestMessage With(string key, HttpMethod method, string path, object? body = null, string? match = null)
    {
        var request = new HttpRequestMessage(method, path)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
            Content = body as HttpContent ?? (body is null ? null : JsonContent.Create(body)),
        };
        if (match is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", match);
        }

        return request;
    }
}

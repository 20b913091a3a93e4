using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Recommender.Service.People;

/// <summary>Documents the required role of each operation in OpenAPI.</summary>
internal static class RoleDescription
{
    public static Task Apply(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RequiredRole>().LastOrDefault()?.Least is not { } least)
        {
            return Task.CompletedTask;
        }

        var needs = $"Requires the role {RoleNames.Of(least)}: Authorization: Bearer rk_..., or a session of the desk.";
        operation.Description = operation.Description is { Length: > 0 } text ? $"{text}\n\n{needs}" : needs;
        operation.Responses ??= [];
        operation.Responses.TryAdd("401", new OpenApiResponse { Description = "Not signed in, and no valid API key" });
        operation.Responses.TryAdd("403", new OpenApiResponse { Description = "The role is not sufficient, or the site does not exist" });
        return Task.CompletedTask;
    }
}

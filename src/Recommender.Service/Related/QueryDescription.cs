using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Recommender.Service.Blocks;

namespace Recommender.Service.Related;

/// <summary>
/// Every parameter is read as a list of texts, so that a repeated or malformed one gets an answer that names it. The OpenAPI document tells
/// what is meant instead.
/// </summary>
internal static class QueryDescription
{
    private static readonly string[] Repeatable = ["exclude", "section", "tag", "fields"];

    public static Task Apply(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            if (parameter.In == ParameterLocation.Query && !Repeatable.Contains(parameter.Name))
            {
                parameter.Schema = SchemaOf(parameter.Name);
            }
        }

        return Task.CompletedTask;
    }

    private static OpenApiSchema SchemaOf(string? name) => name switch
    {
        "limit" => new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = $"{BlockOptions.MaxLimit}" },
        "fallback" or "explain" => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        "url" => new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri" },
        _ => new OpenApiSchema { Type = JsonSchemaType.String },
    };
}

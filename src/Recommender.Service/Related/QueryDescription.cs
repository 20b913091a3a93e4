using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Recommender.Service.Blocks;

namespace Recommender.Service.Related;

/// <summary>
/// Describes query parameters in the OpenAPI document. Every parameter is bound as a list of strings, so that a repeated or malformed one
/// gets an error that names it; the document shows the intended type instead.
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

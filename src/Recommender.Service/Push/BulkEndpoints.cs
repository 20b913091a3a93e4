using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Recommender.Service.Delivery.Load;
using Recommender.Service.People;
using Recommender.Service.Web;

namespace Recommender.Service.Push;

/// <summary><c>POST /v1/{site}/articles</c>: many articles, one per line.</summary>
internal static class BulkEndpoints
{
    public const string MediaType = "application/x-ndjson";

    /// <summary>Maximum total size of the body in bytes.</summary>
    private const long MaxBytes = 256L * 1024 * 1024;

    public static void MapBulkPush(this IEndpointRouteBuilder routes) => routes
        .MapPost("/v1/{site}/articles", Post)
        .RequireRole(Role.ChiefEditor)
        .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
        .InLane(Lane.Pushes, streams: true)
        .WithTags("Push")
        .WithSummary("Publishes, updates and withdraws many articles, one per line")
        .WithDescription(
            $"At most {BulkPush.MaxLines:N0} lines of {PushEndpoints.MaxBytes / 1024 / 1024} MB. Lines are committed in batches of some "
            + $"hundred while they arrive, and the answer has one line for each: an invalid line is reported with its number and does "
            + $"not stop the others. With atomic=true all lines are committed together at the end, or none; they wait in memory, so their "
            + "total size is limited (Recommender:Lanes:Pushes:Megabytes, and the ClientShare of it).")
        // Declared here only: routing would reject other content types before authentication.
        .AddOpenApiOperationTransformer(async (operation, context, cancel) => operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [MediaType] = new() { Schema = await context.GetOrCreateSchemaAsync(typeof(PushLine), null, cancel) },
            },
        })
        .Produces<PushLineResponse>(StatusCodes.Status200OK, MediaType)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    private static async Task<Results<PushStreamHttpResult, ValidationProblem, ProblemHttpResult>> Post(
        string site,
        [FromQuery, Description("true: all lines or none.")] string[]? atomic,
        HttpRequest http, ArticlePushing pushing, TimeProvider clock, CancellationToken cancel)
    {
        if (!pushing.Takes(site))
        {
            return NotFoundProblems.Site();
        }

        var errors = new ParameterErrors();
        if (errors.Single("atomic", atomic) is var wanted && wanted is not (null or "true" or "false"))
        {
            errors.Add("atomic", "must be true or false");
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (http.ContentType?.Split(';')[0].Trim().Equals(MediaType, StringComparison.OrdinalIgnoreCase) != true
            || http.Headers.ContentEncoding.Count > 0)
        {
            return TypedResults.Problem($"Send one JSON object per line, with Content-Type: {MediaType} and no Content-Encoding.",
                statusCode: StatusCodes.Status415UnsupportedMediaType, title: "Unsupported media type");
        }

        var bulk = new BulkPush(site, pushing, LaneVisit.Of(http.HttpContext), clock, atomic: wanted == "true");
        try
        {
            await bulk.ReadAsync(http.BodyReader, cancel);
        }
        catch (BadHttpRequestException e)
        {
            return JsonBody.TooLarge(e);
        }

        return bulk.Refusal is { } refusal ? JsonBody.Bad(refusal)
            : TypedResults.Stream(stream => WriteAsync(stream, bulk.Results, cancel), MediaType);
    }

    // Only after reading everything: with a client that sends everything before it reads, both sides would wait for each other.
    private static async Task WriteAsync(Stream stream, IReadOnlyList<PushLineResponse> results, CancellationToken cancel)
    {
        foreach (var result in results)
        {
            await JsonSerializer.SerializeAsync(stream, result, ApiJson.Options, cancel);
            await stream.WriteAsync("\n"u8.ToArray(), cancel);
        }
    }
}

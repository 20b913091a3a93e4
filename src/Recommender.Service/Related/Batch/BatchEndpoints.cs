using System.Buffers;
using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Delivery;
using Recommender.Service.Web;

namespace Recommender.Service.Related.Batch;

/// <summary>
/// <c>POST /v1/{site}/related</c>: many blocks in one request, for pages that list many articles and for static site generators.
/// </summary>
internal static class BatchEndpoints
{
    private const long MaxBytes = 512 * 1024;

    public static void MapBatch(this IEndpointRouteBuilder routes) => routes
        .MapPost("/v1/{site}/related", Post)
        .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
        .InLane(Lane.Batch, Unknown)
        .WithTags("Related")
        .WithSummary("Get the related blocks of up to 100 pages")
        .WithDescription(
            "One result per query, in the same order: its status, and the block as returned by GET (200) or a description of the error.")
        .Accepts<BatchInput>("application/json")
        .Produces<BatchResponse>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    // A body for a site that does not exist is not received.
    private static ValueTask<IResult?> Unknown(HttpContext http) => ValueTask.FromResult<IResult?>(
        http.RequestServices.GetRequiredService<SiteSnapshots>().Find($"{http.GetRouteValue("site")}") is null
            ? NotFoundProblems.Site() : null);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Post(
        string site, HttpRequest http, SiteSnapshots snapshots, SiteBlockOptions blocks, ResponseCache answers, TimeProvider clock,
        CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return NotFoundProblems.Site();
        }

        var (asked, unreadable) = await JsonBody.ReadAsync<BatchInput>(http, cancel);
        if (asked is null)
        {
            return unreadable!;
        }

        if (asked.Queries is not { Count: > 0 and <= BatchInput.MaxQueries } queries)
        {
            return JsonBody.Bad($"queries must contain 1 to {BatchInput.MaxQueries} queries.");
        }

        var (options, now) = (blocks.Of(site), clock.GetUtcNow());
        var body = new ArrayBufferWriter<byte>();
        await using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("results");
            foreach (var query in queries)
            {
                var parameters = new RelatedParameters(VisibleArticles.ToReaders(snapshot.Articles, now), options);
                var request = parameters.Read((query ?? new BatchQuery()).ToQuery(asked.Fields));
                await WriteAsync(writer, snapshot, parameters, request, options, answers, now);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        http.HttpContext.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(body.WrittenMemory.ToArray(), "application/json; charset=utf-8");
    }

    private static async Task WriteAsync(
        Utf8JsonWriter writer, SiteSnapshot snapshot, RelatedParameters parameters, BlockRequest request, BlockOptions options,
        ResponseCache answers, DateTimeOffset now)
    {
        writer.WriteStartObject();
        if (parameters.Errors.Any || (request.Article < 0 && !request.Fallback))
        {
            writer.WriteNumber("status", parameters.Errors.Any ? StatusCodes.Status400BadRequest : StatusCodes.Status404NotFound);
            writer.WriteString("detail", parameters.Errors.Any ? parameters.Errors.Detail : NotFoundProblems.ArticleDetail);
        }
        else
        {
            var answer = await RelatedEndpoints.AnswerAsync(answers, snapshot, null, request, parameters.Fields, options, now);
            writer.WriteNumber("status", StatusCodes.Status200OK);
            if (answer.IsStale)
            {
                writer.WriteBoolean("stale", true);
            }

            writer.WritePropertyName("block");
            writer.WriteRawValue(answer.Plain.Body, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }
}

/// <summary>The answer to a batch request.</summary>
public sealed record BatchResponse([property: Description("One result per query, in the same order.")] IReadOnlyList<BatchResult> Results);

/// <summary>The result of one query.</summary>
/// <param name="Status">The status that a separate request would get: 200, 400 or 404.</param>
/// <param name="Detail">The error in the query; absent with 200.</param>
/// <param name="Stale">True if the block is outdated because a current one could not be built; otherwise absent.</param>
/// <param name="Block">The block; absent if the query has an error.</param>
public sealed record BatchResult(int Status, string? Detail, bool? Stale, RelatedResponse? Block);

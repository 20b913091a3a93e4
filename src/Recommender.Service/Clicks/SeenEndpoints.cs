using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Web;

namespace Recommender.Service.Clicks;

/// <summary><c>/v1/{site}/seen</c></summary>
internal static class SeenEndpoints
{
    private const long MaxBytes = 16 * 1024;

    public static void MapSeen(this IEndpointRouteBuilder routes) => routes
        .MapPost("/v1/{site}/seen", Post)
        .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
        .WithTags("Clicks")
        .WithSummary("What a reader saw of a block, and clicked")
        .WithDescription(
            "For navigator.sendBeacon; embed.js sends it by itself. Only sums are kept: nothing of who sent it. With DNT: 1 or Sec-GPC: 1 nothing is "
            + "counted, nor what bots and floods send, nor articles that the site does not know. The answer is 204 all the same.")
        .Accepts<Beacon>("text/plain", "application/json")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    private static async Task<Results<NoContent, ProblemHttpResult>> Post(
        [Description("The site's name.")] string site, HttpContext http, SiteSnapshots snapshots, BeaconCounting counting, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return NotFoundProblems.Site();
        }

        if (!counting.Admits(snapshot, http))
        {
            return TypedResults.NoContent();
        }

        try
        {
            var beacon = await JsonSerializer.DeserializeAsync<Beacon>(http.Request.Body, ApiJson.Options, cancel);
            return beacon is not null && counting.Count(snapshot, beacon)
                ? TypedResults.NoContent()
                : JsonBody.Bad($"A JSON object with page is wanted, and of seen and clicked at most {BlockOptions.MaxLimit} items each.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return JsonBody.Bad("The body is no JSON of the form that is wanted: {\"page\":KEY,\"model\":VERSION,\"seen\":[{\"slot\":1,\"article\":KEY,\"source\":\"model\"}],\"clicked\":[]}.");
        }
        catch (BadHttpRequestException e)
        {
            return JsonBody.TooLarge(e);
        }
    }
}

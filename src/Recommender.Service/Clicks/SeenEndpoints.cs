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
        .InLane(Lane.Beacons)
        .WithTags("Clicks")
        .WithSummary("Counts impressions and clicks of a block")
        .WithDescription(
            "Intended for navigator.sendBeacon; embed.js sends it automatically. Only numbers are kept, and nothing about the sender. "
            + "An item counts if a block of that page showed it in that slot, from that source and model. Readers who send DNT: 1 or "
            + "Sec-GPC: 1, bots, floods and all else are not counted. The answer is 204 in every case.")
        .Accepts<Beacon>("text/plain", "application/json")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    private static async Task<Results<NoContent, ProblemHttpResult>> Post(
        [Description("The site's name.")] string site, HttpContext http, SiteSnapshots snapshots, BeaconCounting counting,
        CancellationToken cancel)
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
            return beacon is not null && await counting.CountAsync(snapshot, beacon, http.Connection.RemoteIpAddress)
                ? TypedResults.NoContent()
                : JsonBody.Bad($"Send a JSON object with page, and at most {BlockOptions.MaxLimit} items each in seen and clicked.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return JsonBody.Bad("The request body is not valid JSON for this endpoint. Example: "
                + "{\"page\":KEY,\"model\":VERSION,\"seen\":[{\"slot\":1,\"article\":KEY,\"source\":\"model\"}],\"clicked\":[]}.");
        }
        catch (BadHttpRequestException e)
        {
            return JsonBody.TooLarge(e);
        }
    }
}

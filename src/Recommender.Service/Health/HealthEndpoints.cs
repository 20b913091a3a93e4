using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Recommender.Service.Hosting;
using Recommender.Service.Related;

namespace Recommender.Service.Health;

/// <summary><c>/healthz</c>: for whoever watches the service.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/healthz").WithTags("Health");
        group.MapRead("/live", () => TypedResults.Text("live")).WithSummary("The process answers");
        group.MapRead("/ready", Ready).WithSummary("Blocks are served");
        group.MapRead("", Report).WithSummary("Sites, their models, and what is wrong");
    }

    private static Results<ContentHttpResult, ProblemHttpResult> Ready(SiteSnapshots snapshots) =>
        snapshots.Loaded
            ? TypedResults.Text("ready")
            : TypedResults.Problem("Still reading the store.", statusCode: StatusCodes.Status503ServiceUnavailable);

    private static JsonHttpResult<HealthReport> Report(SiteSnapshots snapshots, TimeProvider clock) => TypedResults.Json(
        new HealthReport([.. snapshots.All.Select(snapshot => SiteHealth.Of(snapshot, clock.GetUtcNow()))]), HealthJson.Default.HealthReport);
}

/// <summary>How the installation is.</summary>
public sealed record HealthReport(IReadOnlyList<SiteHealth> Sites)
{
    [Description("ok, or warning where a site has one.")]
    public string Status => Sites.Any(site => site.Warnings.Count > 0) ? "warning" : "ok";
}

/// <summary>How a site is.</summary>
public sealed record SiteHealth
{
    public required string Site { get; init; }

    [Description("Articles that stand.")]
    public required int Articles { get; init; }

    [Description("The live model's version.")]
    public required string? Model { get; init; }

    public required double? ModelAgeInHours { get; init; }

    [Description("Articles that came or changed after training and wait for their list.")]
    public required int Unranked { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public static SiteHealth Of(SiteSnapshot snapshot, DateTimeOffset now) => new()
    {
        Site = snapshot.Site,
        Articles = snapshot.Articles.Newest.Length,
        Model = snapshot.LiveVersion,
        ModelAgeInHours = snapshot.Model is { } model ? Math.Round((now - model.Manifest.Created).TotalHours, 2) : null,
        Unranked = snapshot.Unranked.Count,
        Warnings = [.. WarningsOf(snapshot)],
    };

    private static IEnumerable<string> WarningsOf(SiteSnapshot snapshot)
    {
        if (snapshot.Warning is { } warning)
        {
            yield return warning;
        }

        if (snapshot.LiveVersion is null && snapshot.Articles.Count > 0)
        {
            yield return $"no model yet: run 'recommender train --site {snapshot.Site}'";
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(HealthReport))]
internal sealed partial class HealthJson : JsonSerializerContext;

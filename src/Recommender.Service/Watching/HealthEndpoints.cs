using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.People;
using Recommender.Service.Storage;
using Recommender.Service.Web;

namespace Recommender.Service.Watching;

/// <summary><c>/healthz</c>: health for monitoring.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/healthz").WithTags("Health");
        group.MapMethods("/live", ReadRoutes.Methods, () => TypedResults.Text("live")).WithSummary("Liveness: the process responds");
        group.MapMethods("/ready", ReadRoutes.Methods, Ready).WithSummary("Readiness: blocks are served");
        group.MapMethods("", ReadRoutes.Methods, Report)
            .WithSummary("Health of the sites and their models, and current warnings")
            .WithDescription("Clients without a role get only the status; the others get the sites at which they have a role.");
    }

    private static Results<ContentHttpResult, ProblemHttpResult> Ready(SiteSnapshots snapshots) =>
        snapshots.Loaded
            ? TypedResults.Text("ready")
            : TypedResults.Problem("The store is still being loaded.", statusCode: StatusCodes.Status503ServiceUnavailable);

    private static async Task<JsonHttpResult<HealthReport>> Report(
        HttpContext http, SiteSnapshots snapshots, SiteMonitor watch, TimeProvider clock)
    {
        var warnings = watch.Warnings;
        var status = !snapshots.Loaded ? HealthReport.Unavailable : warnings.Count > 0 ? HealthReport.Degraded : HealthReport.Ok;
        var report = await OptionalRole.ActorAsync(http) is { Roles.Anywhere: not null } actor
            ? Full(status, actor.Roles, snapshots, watch, clock.GetUtcNow())
            : new HealthReport(status, null, null);
        return TypedResults.Json(
            report, HealthJson.Default.HealthReport,
            statusCode: snapshots.Loaded ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static HealthReport Full(string status, SiteRoles roles, SiteSnapshots snapshots, SiteMonitor watch, DateTimeOffset now)
    {
        var warnings = watch.Warnings.Where(warning => warning.Site is null || roles.At(warning.Site) is not null).ToList();
        return new HealthReport(
            status,
            [.. warnings.Select(warning => warning.Sentence)],
            [
                .. snapshots.All.Where(snapshot => roles.At(snapshot.Site) is not null)
                    .Select(snapshot => SiteHealth.Of(snapshot, watch.State.Of(snapshot.Site), warnings, now)),
            ]);
    }
}

/// <summary>Health of the installation.</summary>
/// <param name="Status">One of the words below.</param>
/// <param name="Reasons">Current warnings, with advice, of the sites at which the client has a role; null if it has none.</param>
/// <param name="Sites">The sites at which the client has a role; null if it has none.</param>
public sealed record HealthReport(
    [property: Description("ok; degraded if there are warnings but blocks are served; unavailable (with 503) if no blocks are served.")]
    string Status,
    [property: Description("Current warnings, with advice. Only for clients with a role.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyList<string>? Reasons,
    [property: Description("The sites at which the client has a role.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyList<SiteHealth>? Sites)
{
    public const string Ok = "ok";
    public const string Degraded = "degraded";
    public const string Unavailable = "unavailable";
}

/// <summary>Health of a site.</summary>
public sealed record SiteHealth
{
    public required string Site { get; init; }

    [Description("Articles that are not withdrawn.")]
    public required int Articles { get; init; }

    [Description("The live model's version.")]
    public required string? Model { get; init; }

    public required double? ModelAgeInHours { get; init; }

    [Description("Articles added or changed after training that wait to be folded in.")]
    public required int Unranked { get; init; }

    [Description("Outcome of the last run: done, refused, failed or cancelled.")]
    public string? LastRun { get; init; }

    [Description("UTC.")]
    public DateTime? LastRunEnded { get; init; }

    [Description("When an article last arrived, UTC.")]
    public DateTime? LastArticle { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    internal static SiteHealth Of(SiteSnapshot snapshot, SiteState state, IReadOnlyList<Warning> warnings, DateTimeOffset now) => new()
    {
        Site = snapshot.Site,
        Articles = snapshot.Articles.Newest.Length,
        Model = snapshot.LiveVersion,
        ModelAgeInHours = snapshot.Model is { } model ? Math.Round(Math.Max(0, (now - model.Manifest.Created).TotalHours), 2) : null,
        Unranked = snapshot.Unranked.Count,
        LastRun = state.LastRun is { } run ? EnumWords.Of(run.State) : null,
        LastRunEnded = state.LastRun?.Finished?.UtcDateTime,
        LastArticle = state.LastArrival?.UtcDateTime,
        Warnings = [.. warnings.Where(warning => warning.Site == snapshot.Site).Select(warning => warning.Text)],
    };
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(HealthReport))]
internal sealed partial class HealthJson : JsonSerializerContext;

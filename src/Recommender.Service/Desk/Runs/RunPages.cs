using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.People;
using Recommender.Service.Training;
using Recommender.Service.Training.Registry;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.Runs;

/// <summary><c>/desk/{site}/runs</c>: runs and models, with actions for administrators.</summary>
internal static class RunPages
{
    private const int Shown = 20;

    // The report has inline styles; its titles come from articles, so nothing else may run or load.
    private const string ReportPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'";

    public static void MapRunPages(this IEndpointRouteBuilder pages)
    {
        pages.MapMethods("/desk/{site}/runs", ReadRoutes.Methods, Show).RequireRole(Role.Viewer);
        pages.MapMethods("/desk/{site}/runs/{id}/report", ReadRoutes.Methods, Report).RequireRole(Role.Viewer);
        pages.MapPost("/desk/{site}/runs", Start).RequireRole(Role.Administrator);
        pages.MapPost("/desk/{site}/runs/{id}/cancel", Cancel).RequireRole(Role.Administrator);
        pages.MapPost("/desk/{site}/models/{version}/promote", Promote).RequireRole(Role.Administrator);
        pages.MapPost("/desk/{site}/models/rollback", RollBack).RequireRole(Role.Administrator);
    }

    private static async Task<IResult> Show(
        string site, [FromQuery] string? done, HttpContext context, SiteSnapshots snapshots, [AsParameters] RunPageParts parts,
        CancellationToken cancel) =>
        snapshots.Find(site) is null ? DeskPages.NotFound(context)
            : await PageAsync(site, context, parts, null, done switch
            {
                "requested" => "The run was requested and starts within seconds.", "cancelled" => "The run is being cancelled.",
                "live" => "The model is live.", _ => null,
            }, cancel);

    private static async Task<IResult> Report(
        string site, string id, HttpContext context, RunStore store, RunReports reports, CancellationToken cancel)
    {
        if (await store.FindAsync(site, id, cancel) is not { } run || reports.Find(site, run) is not { } file)
        {
            return DeskPages.NotFound(context);
        }

        context.Response.Headers.ContentSecurityPolicy = ReportPolicy;
        return TypedResults.PhysicalFile(file, "text/html; charset=utf-8");
    }

    private static async Task<IResult> Start(
        string site, [FromForm] string? force, [FromForm] string? full, HttpContext context, SiteSnapshots snapshots,
        [AsParameters] RunPageParts parts, CancellationToken cancel)
    {
        if (snapshots.Find(site) is null)
        {
            return DeskPages.NotFound(context);
        }

        var (run, isNew) = await parts.Store.RequestAsync(
            site, new RunRequest(RunReason.Hand, ActingRole.AuthorOf(context), force == "yes", full == "yes"), cancel);
        return isNew ? Back(site, "requested") : await PageAsync(site, context, parts, $"Run {run.Id} has not ended yet.", null, cancel);
    }

    private static async Task<IResult> Cancel(
        string site, string id, [FromForm] string? from, HttpContext context, [AsParameters] RunPageParts parts,
        CancellationToken cancel) =>
        await parts.Store.CancelAsync(site, id, ActingRole.AuthorOf(context), cancel) is null
            ? DeskPages.NotFound(context) : Back(site, "cancelled");

    private static async Task<IResult> Promote(
        string site, string version, [FromForm] string? from, HttpContext context, [AsParameters] RunPageParts parts,
        CancellationToken cancel) =>
        await ResultAsync(
            site, context, parts, await parts.Models.PromoteAsync(site, version, ActingRole.AuthorOf(context), cancel), cancel);

    private static async Task<IResult> RollBack(
        string site, [FromForm] string? from, HttpContext context, [AsParameters] RunPageParts parts, CancellationToken cancel) =>
        await ResultAsync(site, context, parts, await parts.Models.RollBackAsync(site, ActingRole.AuthorOf(context), cancel), cancel);

    private static async Task<IResult> ResultAsync(
        string site, HttpContext context, RunPageParts parts, ModelOutcome outcome, CancellationToken cancel) =>
        outcome.IsUnknown ? DeskPages.NotFound(context)
        : outcome.Problem is { } problem ? await PageAsync(site, context, parts, problem, null, cancel)
        : Back(site, "live");

    private static RedirectHttpResult Back(string site, string done) => TypedResults.LocalRedirect($"{DeskLinks.Runs(site)}?done={done}");

    private static async Task<RazorComponentResult> PageAsync(
        string site, HttpContext context, RunPageParts parts, string? error, string? done, CancellationToken cancel)
    {
        var runs = await parts.Store.ListAsync(site, Shown, cancel);
        return new RazorComponentResult<RunListPage>(new
        {
            Frame = DeskFrame.Of(context), Site = site, Error = error, Done = done,
            Models = (await parts.Models.ListAsync(site, cancel)).Models,
            Runs = runs.Select(run => new ShownRun(RunView.Of(run), parts.Reports.Find(site, run) is not null)).ToList(),
            Next = await parts.Schedule.NextAsync(site, cancel), Zone = parts.Settings.Of(site).TimeZone,
            Administers = ActingRole.Of(context) == Role.Administrator,
        })
        {
            StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
        };
    }
}

/// <summary>The services that the page needs.</summary>
internal sealed record RunPageParts(
    RunStore Store, ModelRegistry Models, RunReports Reports, RunSchedule Schedule, SiteBlockOptions Settings);

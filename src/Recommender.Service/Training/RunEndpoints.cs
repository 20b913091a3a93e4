using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.People;
using Recommender.Service.Web;

namespace Recommender.Service.Training;

/// <summary><c>/v1/{site}/runs</c></summary>
internal static class RunEndpoints
{
    private const int Shown = 100;

    public static void MapRuns(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/{site}/runs").WithTags("Runs").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapMethods("", ReadRoutes.Methods, List).RequireRole(Role.Viewer)
            .WithSummary("Lists the last hundred runs, newest first, and when the next is due");
        group.MapMethods("/{id}", ReadRoutes.Methods, Show).RequireRole(Role.Viewer).WithSummary("Shows the progress or outcome of a run");
        group.MapPost("", Start).RequireRole(Role.Administrator).WithSummary("Starts a retrain now, in a separate process")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/{id}/cancel", Cancel).RequireRole(Role.Administrator)
            .WithSummary("Cancels a run within seconds; the live model stays live")
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<RunList>, ProblemHttpResult>> List(
        string site, SiteSnapshots snapshots, RunStore store, RunSchedule schedule, CancellationToken cancel) =>
        snapshots.Find(site) is null ? NotFoundProblems.Site()
            : TypedResults.Ok(new RunList([.. (await store.ListAsync(site, Shown, cancel)).Select(RunView.Of)],
                await schedule.NextAsync(site, cancel)));

    private static async Task<Results<Ok<RunView>, ProblemHttpResult>> Show(
        string site, string id, SiteSnapshots snapshots, RunStore store, CancellationToken cancel) =>
        snapshots.Find(site) is null ? NotFoundProblems.Site()
            : await store.FindAsync(site, id, cancel) is { } run ? TypedResults.Ok(RunView.Of(run)) : UnknownRun();

    private static async Task<Results<Accepted<RunView>, ValidationProblem, ProblemHttpResult>> Start(
        string site, [FromQuery, Description("true: promote its model whatever the gate's verdict.")] string[]? force,
        [FromQuery, Description("true: full retrain, even if the live model could be updated.")] string[]? full,
        HttpContext http, SiteSnapshots snapshots, RunStore store, CancellationToken cancel)
    {
        if (snapshots.Find(site) is null)
        {
            return NotFoundProblems.Site();
        }

        var errors = new ParameterErrors();
        var (isForced, isFull) = (Flag("force", force, errors), Flag("full", full, errors));

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var (run, isNew) = await store.RequestAsync(
            site, new RunRequest(RunReason.Hand, ActingRole.AuthorOf(http), isForced, isFull), cancel);
        return isNew ? TypedResults.Accepted($"/v1/{site}/runs/{run.Id}", RunView.Of(run))
            : TypedResults.Problem($"Run {run.Id} of this site has not ended.", statusCode: StatusCodes.Status409Conflict,
                title: "A run is in progress");
    }

    private static bool Flag(string name, string[]? given, ParameterErrors errors)
    {
        var value = errors.Single(name, given);
        if (value is not (null or "true" or "false"))
        {
            errors.Add(name, "must be true or false");
        }

        return value == "true";
    }

    private static async Task<Results<Ok<RunView>, ProblemHttpResult>> Cancel(
        string site, string id, HttpContext http, SiteSnapshots snapshots, RunStore store, CancellationToken cancel)
    {
        if (snapshots.Find(site) is null)
        {
            return NotFoundProblems.Site();
        }

        var before = await store.FindAsync(site, id, cancel);
        return before is null ? UnknownRun()
            : !before.IsOpen ? TypedResults.Problem("The run has already ended.", statusCode: StatusCodes.Status409Conflict,
                title: "Nothing to cancel")
            : TypedResults.Ok(RunView.Of((await store.CancelAsync(site, id, ActingRole.AuthorOf(http), cancel))!));
    }

    private static ProblemHttpResult UnknownRun() =>
        TypedResults.Problem("The site has no such run.", statusCode: StatusCodes.Status404NotFound, title: "Unknown run");
}

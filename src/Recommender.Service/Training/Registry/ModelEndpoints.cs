using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Models;
using Recommender.Service.People;
using Recommender.Service.Web;

namespace Recommender.Service.Training.Registry;

/// <summary><c>/v1/{site}/models</c>. A promoted model is served when the answer is sent.</summary>
internal static class ModelEndpoints
{
    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/{site}/models").WithTags("Models").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapMethods("", ReadRoutes.Methods, List).RequireRole(Role.Viewer)
            .WithSummary("Lists the models and the history of their changes, newest first");
        group.MapMethods("/{version}", ReadRoutes.Methods, Show).RequireRole(Role.Viewer)
            .WithSummary("Shows a model with its manifest, the gate's verdict and problems with its files");
        group.MapMethods("/{version}/diff", ReadRoutes.Methods, Diff).RequireRole(Role.Viewer).WithSummary("Compares a model with another")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/{version}/promote", Promote).Changes("Promotes a candidate or a retired model, whatever the gate's verdict");
        group.MapPost("/rollback", RollBack).Changes("Rolls back to the previously live model");
        group.MapDelete("/{version}", Delete).Changes("Deletes a model that is not live");
    }

    private static void Changes(this RouteHandlerBuilder route, string summary) =>
        route.RequireRole(Role.Administrator).WithSummary(summary).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<ModelList>, ProblemHttpResult>> List(
        string site, SiteSnapshots snapshots, ModelRegistry registry, CancellationToken cancel) =>
        snapshots.Find(site) is null ? NotFoundProblems.Site() : TypedResults.Ok(await registry.ListAsync(site, cancel));

    private static async Task<Results<Ok<ModelDetails>, ProblemHttpResult>> Show(
        string site, string version, SiteSnapshots snapshots, ModelRegistry registry, CancellationToken cancel) =>
        snapshots.Find(site) is null ? NotFoundProblems.Site()
            : await registry.ShowAsync(site, version, cancel) is { } model
                ? TypedResults.Ok(model) : UnknownModel($"site '{site}' has no such model");

    private static async Task<Results<Ok<ModelDiff>, ValidationProblem, ProblemHttpResult>> Diff(
        string site, string version, [FromQuery, Description("The other model; default: the live one.")] string[]? to,
        SiteSnapshots snapshots, ModelStore store, ModelDiffs diffs, CancellationToken cancel)
    {
        if (snapshots.Find(site) is null)
        {
            return NotFoundProblems.Site();
        }

        var errors = new ParameterErrors();
        var given = errors.Single("to", to);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var other = given ?? await store.LiveVersionAsync(site, cancel);
        if (other is null || await store.FindAsync(site, version, cancel) is null || await store.FindAsync(site, other, cancel) is null)
        {
            return UnknownModel($"site '{site}' has no such models");
        }

        try
        {
            return TypedResults.Ok(await diffs.OfAsync(site, version, other, cancel));
        }
        catch (InvalidDataException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status409Conflict, title: "Not comparable");
        }
    }

    private static Task<Results<NoContent, ProblemHttpResult>> Promote(
        string site, string version, HttpContext http, SiteSnapshots snapshots, ModelRegistry registry, CancellationToken cancel) =>
        DoAsync(site, snapshots, () => registry.PromoteAsync(site, version, ActingRole.AuthorOf(http), cancel));

    private static Task<Results<NoContent, ProblemHttpResult>> RollBack(
        string site, HttpContext http, SiteSnapshots snapshots, ModelRegistry registry, CancellationToken cancel) =>
        DoAsync(site, snapshots, () => registry.RollBackAsync(site, ActingRole.AuthorOf(http), cancel));

    private static Task<Results<NoContent, ProblemHttpResult>> Delete(
        string site, string version, HttpContext http, SiteSnapshots snapshots, ModelRegistry registry, CancellationToken cancel) =>
        DoAsync(site, snapshots, () => registry.DeleteAsync(site, version, ActingRole.AuthorOf(http), cancel));

    private static async Task<Results<NoContent, ProblemHttpResult>> DoAsync(
        string site, SiteSnapshots snapshots, Func<Task<ModelOutcome>> change)
    {
        if (snapshots.Find(site) is null)
        {
            return NotFoundProblems.Site();
        }

        var outcome = await change();
        return outcome.IsUnknown ? UnknownModel(outcome.Problem!)
            : outcome.Problem is { } problem ? TypedResults.Problem(problem, statusCode: StatusCodes.Status409Conflict, title: "Not done")
            : TypedResults.NoContent();
    }

    private static ProblemHttpResult UnknownModel(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound, title: "Unknown model");
}

using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Web;

namespace Recommender.Service.People;

/// <summary><c>/v1/people</c></summary>
internal static class PeopleEndpoints
{
    private const int MostShown = 1000;
    private const int DefaultShown = 100;

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/people").WithTags("People").RequireRole(Role.Administrator)
            .WithMetadata(new RequestSizeLimitAttribute(64 * 1024));
        group.MapMethods("", ReadRoutes.Methods, List).Produces<PeopleResponse>()
            .WithSummary("Lists the people of the sites that you administer");
        group.MapMethods("/history", ReadRoutes.Methods, History).Produces<AccessHistoryResponse>()
            .RequireRoleAtAllSites(Role.Administrator).ProducesValidationProblem()
            .WithSummary("Lists the latest changes of access rights, and the latest sign-ins and refusals");
        group.MapPost("", Add).Produces<InvitationResponse>(StatusCodes.Status201Created)
            .WithSummary("Adds a person; the answer contains the one-time link for choosing a password")
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/{id}/reset", Reset).Produces<InvitationResponse>()
            .WithSummary("Creates a new one-time link for choosing a password")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPut("/{id}/roles/{site}", SetRole).Produces(StatusCodes.Status204NoContent)
            .WithSummary("Sets the role of a person at a site; * means all sites. An open link of the person ends")
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapDelete("/{id}/roles/{site}", TakeRole).Produces(StatusCodes.Status204NoContent)
            .WithSummary("Removes the role of a person at a site. An open link of the person ends")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/{id}/enable", Enable).Produces(StatusCodes.Status204NoContent)
            .WithSummary("Re-enables a disabled person; sessions, links and keys stay ended")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapDelete("/{id}", Disable).Produces(StatusCodes.Status204NoContent)
            .WithSummary("Disables a person and ends their sessions, links and keys; their past changes remain in the history")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<JsonHttpResult<PeopleResponse>> List(
        HttpContext context, AccessManagement admission, CancellationToken cancel) =>
        TypedResults.Json(
            new PeopleResponse([.. (await admission.PeopleSeenByAsync(Actor.Of(context)!, cancel)).Select(PersonResponse.Of)]),
            PeopleJson.Default.PeopleResponse);

    private static async Task<Results<Ok<AccessHistoryResponse>, ValidationProblem>> History(
        [Description("1 to 1,000, default 100.")] int? limit, AccessHistory history, AccessEvents events, CancellationToken cancel)
    {
        if (limit is < 1 or > MostShown)
        {
            var errors = new ParameterErrors();
            errors.Add("limit", $"must be from 1 to {MostShown}");
            return errors.ToProblem();
        }

        var shown = limit ?? DefaultShown;
        return TypedResults.Ok(
            new AccessHistoryResponse(await history.LatestAsync(shown, cancel), await events.LatestAsync(shown, cancel)));
    }

    private static async Task<IResult> Add(PersonRequest wanted, HttpContext context, AccessManagement admission, CancellationToken cancel)
    {
        var admitted = await admission.InviteAsync(
            wanted.Name, wanted.SignIn, wanted.Site ?? SiteRoles.AllSites, wanted.Role, Actor.Of(context)!, cancel);
        return Linked(context, admitted, StatusCodes.Status201Created);
    }

    private static async Task<IResult> Reset(string id, HttpContext context, AccessManagement admission, CancellationToken cancel) =>
        Linked(context, await admission.ResetAsync(id, Actor.Of(context)!, cancel), StatusCodes.Status200OK);

    private static async Task<IResult> SetRole(
        string id, string site, RoleRequest wanted, HttpContext context, AccessManagement admission, CancellationToken cancel) =>
        Done(await admission.SetRoleAsync(id, site, wanted.Role ?? "", Actor.Of(context)!, cancel));

    private static async Task<IResult> TakeRole(
        string id, string site, HttpContext context, AccessManagement admission, CancellationToken cancel) =>
        Done(await admission.SetRoleAsync(id, site, null, Actor.Of(context)!, cancel));

    private static async Task<IResult> Enable(string id, HttpContext context, AccessManagement admission, CancellationToken cancel) =>
        Done(await admission.SetDisabledAsync(id, false, Actor.Of(context)!, cancel));

    private static async Task<IResult> Disable(string id, HttpContext context, AccessManagement admission, CancellationToken cancel) =>
        Done(await admission.SetDisabledAsync(id, true, Actor.Of(context)!, cancel));

    private static IResult Linked(HttpContext context, Admitted<Invitation> admitted, int status) => admitted switch
    {
        { Refusal: { } refusal } => refusal.ToProblem(),
        { Value: { } made } => TypedResults.Json(
            new InvitationResponse(PersonResponse.Of(made.Person),
                DeskLinks.Absolute(context.Request, DeskLinks.ChoosePassword(made.Secret))),
            PeopleJson.Default.InvitationResponse, statusCode: status),
        _ => throw new InvalidOperationException("neither created nor refused"),
    };

    private static IResult Done(Refusal? refusal) => refusal is null ? TypedResults.NoContent() : refusal.ToProblem();
}

/// <summary>A person to add.</summary>
public sealed record PersonRequest
{
    public string? Name { get; init; }

    [Description("The sign-in name: no spaces, case-insensitive.")]
    public string? SignIn { get; init; }

    [Description("The site of the first role; * (default) for all sites.")]
    public string? Site { get; init; }

    [Description("viewer, editor, chiefEditor or administrator.")]
    public string? Role { get; init; }
}

/// <summary>A role to set.</summary>
public sealed record RoleRequest
{
    [Description("viewer, editor, chiefEditor or administrator.")]
    public string? Role { get; init; }
}

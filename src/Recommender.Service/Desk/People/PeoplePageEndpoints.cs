using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.People;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.People;

/// <summary>The page for managing people.</summary>
internal static class PeoplePageEndpoints
{
    private const int ShownChanges = 50;

    public static void MapPeoplePages(this RouteGroupBuilder pages)
    {
        var group = pages.MapGroup(DeskLinks.People).RequireRole(Role.Administrator);
        group.MapMethods("", ReadRoutes.Methods, Show);
        group.MapPost("", Add);
        group.MapPost("/{id}/role", SetRole);
        group.MapPost("/{id}/reset", Reset);
        group.MapPost("/{id}/disable", (
            string id, [FromForm] string? from, HttpContext context, AccessManagement admission, CancellationToken cancel) =>
            DisableAsync(id, true, context, admission, cancel));
        group.MapPost("/{id}/enable", (
            string id, [FromForm] string? from, HttpContext context, AccessManagement admission, CancellationToken cancel) =>
            DisableAsync(id, false, context, admission, cancel));
    }

    private static Task<RazorComponentResult> Show([FromQuery] string? done, HttpContext context, CancellationToken cancel) =>
        PageAsync(context, new PeopleOutcome { Done = done == "yes" }, cancel);

    private static async Task<IResult> Add(
        [FromForm] string? name, [FromForm] string? signIn, [FromForm] string? site, [FromForm] string? role,
        HttpContext context, AccessManagement admission, CancellationToken cancel)
    {
        var admitted = await admission.InviteAsync(name, signIn, site, role, Actor.Of(context)!, cancel);
        var outcome = Outcome(context, admitted);
        return await PageAsync(context, outcome.Error is null ? outcome : outcome with { Name = name, SignIn = signIn }, cancel);
    }

    private static async Task<IResult> Reset(
        string id, [FromForm] string? from, HttpContext context, AccessManagement admission, CancellationToken cancel) =>
        await PageAsync(context, Outcome(context, await admission.ResetAsync(id, Actor.Of(context)!, cancel)), cancel);

    // Role "none" removes the role.
    private static async Task<IResult> SetRole(
        string id, [FromForm] string? site, [FromForm] string? role, HttpContext context, AccessManagement admission,
        CancellationToken cancel) =>
        await AfterAsync(context, await admission.SetRoleAsync(
            id, site ?? "", role == "none" ? null : role ?? "", Actor.Of(context)!, cancel), cancel);

    private static async Task<IResult> DisableAsync(
        string id, bool disabled, HttpContext context, AccessManagement admission, CancellationToken cancel) =>
        await AfterAsync(context, await admission.SetDisabledAsync(id, disabled, Actor.Of(context)!, cancel), cancel);

    private static async Task<IResult> AfterAsync(HttpContext context, Refusal? refusal, CancellationToken cancel) => refusal is null
        ? TypedResults.LocalRedirect($"{DeskLinks.People}?done=yes")
        : await PageAsync(context, new PeopleOutcome { Error = refusal.Sentence }, cancel);

    private static PeopleOutcome Outcome(HttpContext context, Admitted<Invitation> admitted) => admitted is { Value: { } made }
        ? new PeopleOutcome { Link = DeskLinks.Absolute(context.Request, DeskLinks.ChoosePassword(made.Secret)),
            LinkFor = made.Person.Name }
        : new PeopleOutcome { Error = admitted.Refusal!.Sentence };

    private static async Task<RazorComponentResult> PageAsync(HttpContext context, PeopleOutcome outcome, CancellationToken cancel)
    {
        var services = context.RequestServices;
        var actor = Actor.Of(context)!;
        var people = await services.GetRequiredService<AccessManagement>().PeopleSeenByAsync(actor, cancel);
        // The history contains names of people of all sites.
        var changes = actor.Roles.At(SiteRoles.AllSites) == Role.Administrator
            ? await services.GetRequiredService<AccessHistory>().LatestAsync(ShownChanges, cancel)
            : [];
        return new RazorComponentResult<PeoplePage>(
            new { Frame = DeskFrame.Of(context), People = people, Changes = changes, Outcome = outcome })
        {
            StatusCode = outcome.Error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };
    }
}

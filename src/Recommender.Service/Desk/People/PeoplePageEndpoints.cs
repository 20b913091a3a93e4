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
        PageAsync(context, new PeopleOutcome { Done = done switch
        {
            "yes" => "Done.",
            "role" => "The role was set. An open invitation or reset link of this person has ended.",
            "disabled" => "The person is disabled: their sessions, links and keys have ended. Enabling does not bring these back.",
            _ => null,
        } }, cancel);

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
            id, site ?? "", role == "none" ? null : role ?? "", Actor.Of(context)!, cancel), "role", cancel);

    private static async Task<IResult> DisableAsync(
        string id, bool disabled, HttpContext context, AccessManagement admission, CancellationToken cancel) =>
        await AfterAsync(
            context, await admission.SetDisabledAsync(id, disabled, Actor.Of(context)!, cancel), disabled ? "disabled" : "yes", cancel);

    private static async Task<IResult> AfterAsync(
        HttpContext context, Refusal? refusal, string done, CancellationToken cancel) => refusal is null
        ? TypedResults.LocalRedirect($"{DeskLinks.People}?done={done}")
        : await PageAsync(context, new PeopleOutcome { Error = refusal.Sentence }, cancel);

    private static PeopleOutcome Outcome(HttpContext context, Admitted<Invitation> admitted) => admitted is { Value: { } made }
        ? new PeopleOutcome { Link = DeskLinks.Absolute(context.Request, DeskLinks.ChoosePassword(made.Secret)),
            LinkFor = made.Person.Shown }
        : new PeopleOutcome { Error = admitted.Refusal!.Sentence };

    private static async Task<RazorComponentResult> PageAsync(HttpContext context, PeopleOutcome outcome, CancellationToken cancel)
    {
        var services = context.RequestServices;
        var actor = Actor.Of(context)!;
        var admission = services.GetRequiredService<AccessManagement>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        // The history contains names of people of all sites.
        var seesAll = actor.Roles.At(SiteRoles.AllSites) == Role.Administrator;
        return new RazorComponentResult<PeoplePage>(new
        {
            Frame = DeskFrame.Of(context), People = await admission.PeopleSeenByAsync(actor, cancel), Outcome = outcome,
            Keys = (await admission.KeysSeenByAsync(actor, cancel)).Where(key => key.WorksAt(now)).ToList(),
            Changes = seesAll ? await services.GetRequiredService<AccessHistory>().LatestAsync(ShownChanges, cancel) : [],
            Events = seesAll ? await services.GetRequiredService<AccessEvents>().LatestAsync(ShownChanges, cancel) : [],
        })
        {
            StatusCode = outcome.Error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };
    }
}

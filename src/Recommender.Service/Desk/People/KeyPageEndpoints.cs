using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.People;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.People;

/// <summary>The page for creating and revoking API keys.</summary>
internal static class KeyPageEndpoints
{
    public static void MapKeyPages(this RouteGroupBuilder pages)
    {
        var group = pages.MapGroup(DeskLinks.Keys).RequireRole(Role.Administrator);
        group.MapMethods("", ReadRoutes.Methods, Show);
        group.MapPost("", Add);
        group.MapPost("/{id}/revoke", Revoke);
        group.MapPost("/{id}/take-over", TakeOver);
    }

    private static Task<RazorComponentResult> Show(
        [FromQuery] string? done, HttpContext context, AccessManagement admission, TimeProvider clock, CancellationToken cancel) =>
        PageAsync(context, admission, clock, null, null, done, cancel);

    private static async Task<IResult> Add(
        [FromForm] string? name, [FromForm] string? site, [FromForm] string? role, [FromForm] string? days,
        HttpContext context, AccessManagement admission, TimeProvider clock, CancellationToken cancel)
    {
        var number = int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : (int?)null;
        var admitted = await admission.AddKeyAsync(name, site, role, number, Actor.Of(context)!, cancel);
        return await PageAsync(context, admission, clock, admitted.Refusal?.Sentence, admitted.Value.Secret, null, cancel);
    }

    private static async Task<IResult> Revoke(
        string id, [FromForm] string? from, HttpContext context, AccessManagement admission, TimeProvider clock,
        CancellationToken cancel) =>
        await admission.RevokeKeyAsync(id, Actor.Of(context)!, cancel) is { } refusal
            ? await PageAsync(context, admission, clock, refusal.Sentence, null, null, cancel)
            : TypedResults.LocalRedirect($"{DeskLinks.Keys}?done=revoked");

    private static async Task<IResult> TakeOver(
        string id, [FromForm] string? from, HttpContext context, AccessManagement admission, TimeProvider clock,
        CancellationToken cancel) =>
        await admission.TakeOverKeyAsync(id, Actor.Of(context)!, cancel) is { } refusal
            ? await PageAsync(context, admission, clock, refusal.Sentence, null, null, cancel)
            : TypedResults.LocalRedirect($"{DeskLinks.Keys}?done=taken-over");

    private static async Task<RazorComponentResult> PageAsync(
        HttpContext context, AccessManagement admission, TimeProvider clock, string? error, string? secret, string? done,
        CancellationToken cancel) =>
        new RazorComponentResult<KeysPage>(new
        {
            Frame = DeskFrame.Of(context), Keys = await admission.KeysSeenByAsync(Actor.Of(context)!, cancel), Now = clock.GetUtcNow(),
            Error = error, Secret = secret,
            Done = done switch { "revoked" => "The key was revoked.", "taken-over" => "You answer for the key now.", _ => null },
            Me = Actor.Of(context)?.PersonId,
        })
        {
            StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };
}

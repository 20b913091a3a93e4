using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.People;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.SignIn;

/// <summary>A person's own account.</summary>
internal static class AccountEndpoints
{
    public static void MapAccount(this IEndpointRouteBuilder pages)
    {
        pages.MapMethods(DeskLinks.Account, ReadRoutes.Methods, Show).RequireSignIn();
        pages.MapPost(DeskLinks.AccountPassword, ChangePassword).RequireSignIn().RequireRateLimiting(ClientLimits.SignIn);
        pages.MapPost(DeskLinks.SignOutEverywhere, SignOutEverywhere).RequireSignIn();
        pages.MapPost(DeskLinks.EndOtherSessions, EndOthers).RequireSignIn();
        pages.MapPost(DeskLinks.EndSession("{id}"), End).RequireSignIn();
    }

    private static async Task<IResult> Show([FromQuery] string? done, HttpContext context, PersonStore people, CancellationToken cancel) =>
        await PersonAsync(context, people, cancel) is { } person
            ? await PageAsync(context, person, null, cancel, done switch
            {
                "password" => "The password was changed, and all other sessions have ended.",
                "ended" => "The session has ended.",
                "others" => "All other sessions have ended.",
                _ => null,
            })
            : DeskPages.NotFound(context);

    private static async Task<IResult> ChangePassword(
        [FromForm] string? current, [FromForm] string? password, HttpContext context, PersonStore people, PasswordCheck check,
        CancellationToken cancel)
    {
        if (await PersonAsync(context, people, cancel) is not { IsExternal: false } person)
        {
            return DeskPages.NotFound(context);
        }

        if (await check.FaultAsync(password, person.Name, person.SignIn, cancel) is { } fault)
        {
            return await PageAsync(context, person, fault, cancel);
        }

        // Failures count for this session alone: whoever has got hold of it must not slow down its owner.
        var client = new SignInClient("", Sessions.IdOf(context.User), [person.Id]);
        var outcome = await check.SignInAsync(person.SignIn, current ?? "", client, cancel);
        if (outcome.Person is null)
        {
            return await PageAsync(context, person, outcome.Wait is { } wait
                ? $"Too many attempts failed. Wait {Math.Ceiling(wait.TotalSeconds):0} seconds, then try again."
                : "The current password is wrong.", cancel);
        }

        await people.SetPasswordAsync(person.Id, check.Hash(password!), Actor.Of(person), cancel);
        // All sessions have ended; this one starts again.
        await Sessions.StartAsync(context, (await people.FindAsync(person.Id, cancel))!, "new password");
        return TypedResults.LocalRedirect($"{DeskLinks.Account}?done=password");
    }

    private static async Task<IResult> SignOutEverywhere(
        [FromForm] string? from, HttpContext context, PersonStore people, CancellationToken cancel)
    {
        if (await PersonAsync(context, people, cancel) is not { } person)
        {
            return DeskPages.NotFound(context);
        }

        await Sessions.EndAsync(context);
        await people.SignOutEverywhereAsync(person.Id, Actor.Of(person), cancel);
        return TypedResults.LocalRedirect(DeskLinks.SignIn);
    }

    private static async Task<IResult> EndOthers(
        [FromForm] string? from, HttpContext context, SessionStore sessions, CancellationToken cancel)
    {
        if (Actor.Of(context)!.PersonId is not { } person || Sessions.IdOf(context.User) is not { } own)
        {
            return DeskPages.NotFound(context);
        }

        await sessions.EndOthersAsync(person, own, cancel);
        return TypedResults.LocalRedirect($"{DeskLinks.Account}?done=others");
    }

    private static async Task<IResult> End(
        string id, [FromForm] string? from, HttpContext context, SessionStore sessions, CancellationToken cancel) =>
        Actor.Of(context)!.PersonId is { } person && await sessions.EndAsync(person, id, cancel)
            ? TypedResults.LocalRedirect($"{DeskLinks.Account}?done=ended")
            : DeskPages.NotFound(context);

    private static async Task<RazorComponentResult> PageAsync(
        HttpContext context, Person person, string? error, CancellationToken cancel, string? done = null) =>
        new RazorComponentResult<AccountPage>(new
        {
            Frame = DeskFrame.Of(context), Person = person, Error = error, Done = done, Current = Sessions.IdOf(context.User),
            Sessions = await context.RequestServices.GetRequiredService<SessionStore>().ListAsync(person.Id, cancel),
        })
        {
            StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };

    // An API key has no account.
    private static async Task<Person?> PersonAsync(HttpContext context, PersonStore people, CancellationToken cancel) =>
        Actor.Of(context)!.PersonId is { } id ? await people.FindAsync(id, cancel) : null;
}

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
    }

    private static async Task<IResult> Show([FromQuery] string? done, HttpContext context, PersonStore people, CancellationToken cancel) =>
        await PersonAsync(context, people, cancel) is { } person
            ? Page(context, person, null, done == "password") : DeskPages.NotFound(context);

    private static async Task<IResult> ChangePassword(
        [FromForm] string? current, [FromForm] string? password, HttpContext context, PersonStore people, PasswordCheck check,
        CancellationToken cancel)
    {
        if (await PersonAsync(context, people, cancel) is not { IsExternal: false } person)
        {
            return DeskPages.NotFound(context);
        }

        if (PasswordRules.Fault(password, person.SignIn) is { } fault)
        {
            return Page(context, person, fault, false);
        }

        if (await check.SignInAsync(person.SignIn, current ?? "", cancel) is null)
        {
            return Page(context, person, "The current password is wrong.", false);
        }

        await people.SetPasswordAsync(person.Id, check.Hash(password!), Actor.Of(person), cancel);
        // All sessions have ended; this one starts again.
        await Sessions.StartAsync(context, (await people.FindAsync(person.Id, cancel))!);
        return TypedResults.LocalRedirect($"{DeskLinks.Account}?done=password");
    }

    private static async Task<IResult> SignOutEverywhere(
        [FromForm] string? from, HttpContext context, PersonStore people, CancellationToken cancel)
    {
        if (await PersonAsync(context, people, cancel) is not { } person)
        {
            return DeskPages.NotFound(context);
        }

        await people.SignOutEverywhereAsync(person.Id, Actor.Of(person), cancel);
        await Sessions.EndAsync(context);
        return TypedResults.LocalRedirect(DeskLinks.SignIn);
    }

    private static RazorComponentResult Page(HttpContext context, Person person, string? error, bool changed) =>
        new RazorComponentResult<AccountPage>(new { Frame = DeskFrame.Of(context), Person = person, Error = error, Changed = changed })
        {
            StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };

    // An API key has no account.
    private static Task<Person?> PersonAsync(HttpContext context, PersonStore people, CancellationToken cancel) =>
        people.FindAsync(Actor.Of(context)!.Id, cancel);
}

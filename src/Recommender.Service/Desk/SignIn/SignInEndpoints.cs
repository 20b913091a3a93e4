using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Recommender.Service.People;
using Recommender.Service.Storage;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.SignIn;

/// <summary>Signing in and out, and the pages of one-time links.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder pages)
    {
        pages.MapMethods(DeskLinks.SignIn, ReadRoutes.Methods, Show);
        pages.MapPost(DeskLinks.SignIn, SignIn).RequireRateLimiting(ClientLimits.SignIn);
        pages.MapMethods(DeskLinks.Provider, ReadRoutes.Methods, ToProvider);
        pages.MapPost(DeskLinks.SignOut, SignOut).RequireSignIn();
        pages.MapMethods(DeskLinks.FirstAdministratorPage, ReadRoutes.Methods, ShowFirstAdministrator)
            .RequireRateLimiting(ClientLimits.SignIn);
        pages.MapPost(DeskLinks.FirstAdministratorPage, MakeFirstAdministrator).RequireRateLimiting(ClientLimits.SignIn);
        pages.MapMethods(DeskLinks.PasswordPage, ReadRoutes.Methods, ShowPassword).RequireRateLimiting(ClientLimits.SignIn);
        pages.MapPost(DeskLinks.PasswordPage, ChoosePassword).RequireRateLimiting(ClientLimits.SignIn);
    }

    private static RazorComponentResult Show([FromQuery] string? to, [FromQuery] string? failed, IOptions<SignInOptions> options) =>
        Page(options, to, null, StatusCodes.Status400BadRequest, failed switch
        {
            null => null,
            "roles" => "The identity provider recognised you, but you have no role at this desk. Ask an administrator.",
            _ => "Signing in with the identity provider failed. Try again.",
        });

    private static async Task<IResult> SignIn(
        [FromForm] string? name, [FromForm] string? password, [FromForm] string? to,
        HttpContext context, PasswordCheck check, DeviceCookie devices, SignInRecord record, IOptions<SignInOptions> options,
        CancellationToken cancel)
    {
        var client = devices.ClientOf(context);
        var outcome = await check.SignInAsync(name ?? "", password ?? "", client, cancel);
        if (outcome.Person is { } person && await Sessions.StartAsync(context, person, "password"))
        {
            return TypedResults.LocalRedirect(DeskLinks.After(to));
        }

        await record.FailedAsync(name ?? "", client, outcome.Wait is not null, cancel);
        if (outcome.Wait is { } wait)
        {
            var seconds = Math.Ceiling(wait.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
            context.Response.Headers.RetryAfter = seconds;
            return Page(options, to, name, StatusCodes.Status429TooManyRequests,
                $"Too many attempts failed from here. Wait {seconds} seconds, then try again. A browser with which you have signed in "
                + "before need not wait for failures of others.");
        }

        // The same text whether the name is unknown or disabled, so that nobody learns who has an account.
        return Page(options, to, name, StatusCodes.Status400BadRequest, "The name or password is wrong.");
    }

    private static IResult ToProvider([FromQuery] string? to, HttpContext context, IOptions<SignInOptions> options) =>
        options.Value.OpenIdConnect.IsOn
            ? TypedResults.Challenge(new AuthenticationProperties { RedirectUri = DeskLinks.After(to) }, [Schemes.OpenIdConnect])
            : DeskPages.NotFound(context);

    // The unused parameter makes the framework validate the form's token, so that no other page can sign a user out.
    private static async Task<RedirectHttpResult> SignOut([FromForm] string? from, HttpContext context)
    {
        await Sessions.EndAsync(context);
        return TypedResults.LocalRedirect(DeskLinks.SignIn);
    }

    private static async Task<IResult> ShowFirstAdministrator(
        [FromQuery] string? link, HttpContext context, OneTimeLinkStore links, CancellationToken cancel) =>
        await links.MakesFirstAdministratorAsync(link ?? "", cancel)
            ? new RazorComponentResult<FirstAdministratorPage>(new { Link = link })
            : DeskPages.LinkIsInvalid(context);

    private static async Task<IResult> MakeFirstAdministrator(
        [FromForm] string? link, [FromForm] string? name, [FromForm] string? signIn, [FromForm] string? password,
        HttpContext context, OneTimeLinkStore links, PersonStore people, PasswordCheck check, IOptions<FolderOptions> folders,
        CancellationToken cancel)
    {
        if (!await links.MakesFirstAdministratorAsync(link ?? "", cancel))
        {
            return DeskPages.LinkIsInvalid(context);
        }

        var fault = AccessManagement.FaultOfNames(name, signIn) ?? await check.FaultAsync(password, name, signIn, cancel);
        if (fault is null)
        {
            var id = await links.MakeFirstAdministratorAsync(link!, DisplayName.Clean(name), signIn!, check.Hash(password!), cancel);
            if (id is not null)
            {
                FirstAdministratorLink.Remove(folders.Value.Data);
                await Sessions.StartAsync(context, (await people.FindAsync(id, cancel))!, "link of the first administrator");
                return TypedResults.LocalRedirect(DeskLinks.Root);
            }

            fault = "This sign-in name is already in use.";
        }

        return new RazorComponentResult<FirstAdministratorPage>(new { Link = link, Name = name, SignIn = signIn, Error = fault })
        {
            StatusCode = StatusCodes.Status400BadRequest,
        };
    }

    private static async Task<IResult> ShowPassword(
        [FromQuery] string? link, HttpContext context, OneTimeLinkStore links, CancellationToken cancel) =>
        await links.PersonOfAsync(link ?? "", cancel) is { } person
            ? new RazorComponentResult<ChoosePasswordPage>(new { Link = link, person.SignIn })
            : DeskPages.LinkIsInvalid(context);

    private static async Task<IResult> ChoosePassword(
        [FromForm] string? link, [FromForm] string? password,
        HttpContext context, OneTimeLinkStore links, PersonStore people, PasswordCheck check, CancellationToken cancel)
    {
        if (await links.PersonOfAsync(link ?? "", cancel) is not { } person)
        {
            return DeskPages.LinkIsInvalid(context);
        }

        if (await check.FaultAsync(password, person.Name, person.SignIn, cancel) is { } fault)
        {
            return new RazorComponentResult<ChoosePasswordPage>(
                new { Link = link, person.SignIn, Error = fault }) { StatusCode = StatusCodes.Status400BadRequest };
        }

        if (await links.ChoosePasswordAsync(link!, check.Hash(password!), cancel) is not { } id)
        {
            return DeskPages.LinkIsInvalid(context);
        }

        await Sessions.StartAsync(context, (await people.FindAsync(id, cancel))!, "one-time link");
        return TypedResults.LocalRedirect(DeskLinks.Root);
    }

    private static RazorComponentResult Page(
        IOptions<SignInOptions> options, string? to, string? name, int failure, string? error) =>
        new RazorComponentResult<SignInPage>(new { To = to, Name = name, Error = error, Provider = options.Value.OpenIdConnect })
        {
            StatusCode = error is null ? StatusCodes.Status200OK : failure,
        };
}

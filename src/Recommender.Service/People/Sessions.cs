using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using Recommender.Service.Web;

namespace Recommender.Service.People;

/// <summary>
/// The session cookie. It holds a secret that names a row of the store: session, person and roles are read again with each request.
/// </summary>
internal static class Sessions
{
    public const string Cookie = HostCookies.Prefix + "session";
    private const string SecretClaim = "session";
    private const string ProvidedClaim = "provided";
    private const string IdClaim = "session-id";

    /// <summary>Begins a session for somebody who has just been authenticated, and ends the one that the browser had.</summary>
    /// <param name="how">How the person signed in, for administrators.</param>
    /// <returns>False if the person was disabled or changed meanwhile.</returns>
    public static async Task<bool> StartAsync(HttpContext context, Person person, string how)
    {
        if (await BeginAsync(context, person, how) is not { } principal)
        {
            return false;
        }

        await context.SignInAsync(Schemes.Session, principal);
        return true;
    }

    /// <summary>As <see cref="StartAsync"/>, for a handler that signs in with the returned principal.</summary>
    /// <returns>Null if the person was disabled or changed meanwhile.</returns>
    public static async Task<ClaimsPrincipal?> BeginAsync(HttpContext context, Person person, string how)
    {
        var services = context.RequestServices;
        var store = services.GetRequiredService<SessionStore>();
        if ((await context.AuthenticateAsync(Schemes.Session)).Principal is { } earlier
            && Actor.Of(earlier)?.PersonId is { } owner && IdOf(earlier) is { } id)
        {
            await store.EndAsync(owner, id, context.RequestAborted);
        }

        var browser = BrowserName.Of(context.Request.Headers.UserAgent.ToString());
        if (await store.BeginAsync(person, browser, context.RequestAborted) is not { } secret)
        {
            return null;
        }

        services.GetRequiredService<DeviceCookie>().Remember(context, person);
        await services.GetRequiredService<AccessEvents>().AddAsync(
            AccessEventKind.SignedIn, Actor.Of(person), ClientAddress.ClientOf(context.Connection.RemoteIpAddress), how,
            context.RequestAborted);
        return new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(SecretClaim, secret), new Claim(ProvidedClaim, person.IsExternal ? "true" : "false")], Schemes.Session));
    }

    /// <summary>Ends the session of a request, in the store and in the browser.</summary>
    public static async Task EndAsync(HttpContext context)
    {
        if (Actor.Of(context) is { PersonId: { } person } actor && IdOf(context.User) is { } id)
        {
            var services = context.RequestServices;
            await services.GetRequiredService<SessionStore>().EndAsync(person, id, context.RequestAborted);
            await services.GetRequiredService<AccessEvents>().AddAsync(
                AccessEventKind.SignedOut, actor, ClientAddress.ClientOf(context.Connection.RemoteIpAddress), "", context.RequestAborted);
        }

        await context.SignOutAsync(Schemes.Session);
    }

    /// <summary>The id of the session that authenticated a request; null for a key.</summary>
    public static string? IdOf(ClaimsPrincipal user) => user.FindFirstValue(IdClaim);

    public static void Configure(CookieAuthenticationOptions cookies, IOptions<SignInOptions> options)
    {
        cookies.Cookie.Name = Cookie;
        cookies.Cookie.HttpOnly = true;
        cookies.Cookie.SameSite = SameSiteMode.Lax;
        // Behind a proxy that terminates TLS, the forwarded scheme decides.
        cookies.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookies.Cookie.IsEssential = true;
        // The store decides when a session ends; the cookie only must not end before.
        cookies.ExpireTimeSpan = options.Value.SessionLastsAtMost;
        cookies.SlidingExpiration = false;
        cookies.Events.OnValidatePrincipal = ValidateAsync;
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        var secret = context.Principal?.FindFirstValue(SecretClaim);
        var found = secret is null ? null
            : await http.RequestServices.GetRequiredService<SessionStore>().FindAsync(secret, http.RequestAborted);
        if (found is { } its)
        {
            context.ReplacePrincipal(Actor.Of(its.Person).ToPrincipal(Schemes.Session, new Claim(IdClaim, its.Session.Id)));
            return;
        }

        http.Features.Set(new EndedSession(context.Principal?.HasClaim(ProvidedClaim, "true") == true));
        context.RejectPrincipal();
        await http.SignOutAsync(Schemes.Session);
    }
}

using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace Recommender.Service.People;

/// <summary>The session cookie. It contains only the person's id: roles are read again with each request.</summary>
internal static class Sessions
{
    public const string Cookie = "recommender.session";
    private const string StampClaim = "stamp";

    public static Task StartAsync(HttpContext context, Person person) => context.SignInAsync(Schemes.Session, PrincipalOf(person));

    public static Task EndAsync(HttpContext context) => context.SignOutAsync(Schemes.Session);

    public static ClaimsPrincipal PrincipalOf(Person person) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, person.Id), new Claim(StampClaim, person.Stamp)], Schemes.Session));

    public static void Configure(CookieAuthenticationOptions cookies, IOptions<SignInOptions> options)
    {
        cookies.Cookie.Name = Cookie;
        cookies.Cookie.HttpOnly = true;
        cookies.Cookie.SameSite = SameSiteMode.Lax;
        // Behind a proxy that terminates TLS, the forwarded scheme decides.
        cookies.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookies.Cookie.IsEssential = true;
        cookies.ExpireTimeSpan = options.Value.SessionLasts;
        cookies.SlidingExpiration = true;
        cookies.Events.OnValidatePrincipal = ValidateAsync;
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var people = context.HttpContext.RequestServices.GetRequiredService<PersonStore>();
        var id = context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier);
        var person = id is null ? null : await people.FindAsync(id, context.HttpContext.RequestAborted);
        if (person is { Disabled: null } && person.Stamp == context.Principal!.FindFirstValue(StampClaim))
        {
            // The renewed cookie is built from the original principal, so that roles never get into it.
            context.ReplacePrincipal(Actor.Of(person).ToPrincipal(Schemes.Session));
        }
        else
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Schemes.Session);
        }
    }
}

using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Recommender.Service.People;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.SignIn;

/// <summary>Sign-in with OpenID Connect: the authorization code flow with PKCE (RFC 7636). Name and roles follow the provider.</summary>
internal static class ProviderSignIn
{
    public static void Configure(OpenIdConnectOptions oidc, IOptions<SignInOptions> options)
    {
        var settings = options.Value.OpenIdConnect;
        oidc.Authority = settings.Authority;
        oidc.ClientId = settings.ClientId;
        oidc.ClientSecret = settings.ClientSecret;
        oidc.RequireHttpsMetadata = settings.Address?.Scheme == "https";
        oidc.SignInScheme = Schemes.Session;
        oidc.CallbackPath = DeskLinks.ProviderCallback;
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        // The answer arrives as a redirect, which sends cookies with SameSite=Lax; a posted form would not.
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.CorrelationCookie.SameSite = SameSiteMode.Lax;
        oidc.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        oidc.NonceCookie.SameSite = SameSiteMode.Lax;
        oidc.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        oidc.UsePkce = true;
        oidc.MapInboundClaims = false;
        oidc.SaveTokens = false;
        oidc.Scope.Add("email");
        foreach (var scope in settings.Scopes)
        {
            oidc.Scope.Add(scope);
        }

        oidc.Events.OnTokenValidated = context => SignInAsync(context, settings);
        oidc.Events.OnRemoteFailure = context =>
        {
            context.HandleResponse();
            context.Response.Redirect(DeskLinks.SignInFailed(context.Failure is NoRoleException ? "roles" : "provider"));
            return Task.CompletedTask;
        };
    }

    /// <summary>The roles granted by the claims; the highest one if there are several for the same site.</summary>
    internal static SiteRoles RolesOf(IEnumerable<Claim> claims, OpenIdConnectSettings settings)
    {
        var values = claims.Where(claim => claim.Type == settings.RoleClaim).Select(claim => claim.Value).ToHashSet();
        return new SiteRoles(settings.Roles.Where(role => values.Contains(role.Value))
            .GroupBy(role => role.Site, role => RoleNames.Find(role.Role)!.Value)
            .ToDictionary(site => site.Key, site => site.Max()));
    }

    private static async Task SignInAsync(TokenValidatedContext context, OpenIdConnectSettings settings)
    {
        var user = context.Principal!;
        var roles = RolesOf(user.Claims, settings);
        var subject = user.FindFirstValue("sub") ?? "";
        var signIn = user.FindFirstValue(settings.SignInClaim) ?? user.FindFirstValue("email") ?? subject;
        var people = context.HttpContext.RequestServices.GetRequiredService<PersonStore>();
        var person = await people.EnsureExternalAsync(
            $"{context.SecurityToken.Issuer}|{subject}", user.FindFirstValue("name") ?? signIn, signIn, roles,
            context.HttpContext.RequestAborted);
        if (person is not { Disabled: null } || roles.BySite.Count == 0)
        {
            context.Fail(new NoRoleException());
            return;
        }

        context.Principal = Sessions.PrincipalOf(person);
    }

    private sealed class NoRoleException() : Exception("The user is known to the identity provider but has no role here.");
}

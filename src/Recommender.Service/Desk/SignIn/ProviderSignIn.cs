using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
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
        // For the path of __Host- cookies.
        (oidc.CorrelationCookie.Name, oidc.CorrelationCookie.Path) = (HostCookies.Prefix + "correlation.", "/");
        (oidc.NonceCookie.Name, oidc.NonceCookie.Path) = (HostCookies.Prefix + "nonce.", "/");
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

        oidc.Events.OnRedirectToIdentityProvider = context =>
        {
            context.ProtocolMessage.RedirectUri = DeskLinks.Absolute(context.Request, DeskLinks.ProviderCallback);
            return Task.CompletedTask;
        };
        // At this event the nonce has not been compared yet, so nothing may follow from the token.
        oidc.Events.OnTokenValidated = context =>
        {
            // The library takes unsigned tokens that come straight from the provider. No provider needs that.
            if (context.SecurityToken.SignatureAlgorithm is not { Length: > 0 } algorithm
                || algorithm.Equals(SecurityAlgorithms.None, StringComparison.OrdinalIgnoreCase))
            {
                context.Fail("The provider's token is not signed.");
                return Task.CompletedTask;
            }

            context.HttpContext.Features.Set(new ReadToken(context.SecurityToken.Issuer, context.Principal!));
            return Task.CompletedTask;
        };
        oidc.Events.OnTicketReceived = context => SignInAsync(context, settings);
        oidc.Events.OnRemoteFailure = context =>
        {
            context.HandleResponse();
            context.Response.Redirect(DeskLinks.SignInFailed("provider"));
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

    private static async Task SignInAsync(TicketReceivedContext context, OpenIdConnectSettings settings)
    {
        var (issuer, user) = context.HttpContext.Features.GetRequiredFeature<ReadToken>();
        var roles = RolesOf(user.Claims, settings);
        var subject = user.FindFirstValue("sub") ?? "";
        var external = $"{issuer}|{subject}";
        // What the provider says of names is bounded and cleaned, not refused: the person cannot change it here.
        var signIn = new[] { user.FindFirstValue(settings.SignInClaim), user.FindFirstValue("email"), subject }
            .Select(DisplayName.CleanSignIn).FirstOrDefault(name => name.Length > 0) ?? $"id-{Secrets.Hash(external)[..12]}";
        var name = DisplayName.CleanAndCut(user.FindFirstValue("name"));
        var services = context.HttpContext.RequestServices;
        var cancel = context.HttpContext.RequestAborted;
        var person = await services.GetRequiredService<PersonStore>().EnsureExternalAsync(
            external, name.Length > 0 ? name : signIn, signIn, roles, cancel);
        if (person is { Disabled: null } && roles.BySite.Count > 0
            && await Sessions.BeginAsync(context.HttpContext, person, "provider") is { } principal)
        {
            context.Principal = principal;
            return;
        }

        await services.GetRequiredService<SignInRecord>().RefusedByProviderAsync(
            person, ClientAddress.ClientOf(context.HttpContext.Connection.RemoteIpAddress), cancel);
        context.HandleResponse();
        context.Response.Redirect(DeskLinks.SignInFailed("roles"));
    }

    /// <param name="User">With all claims of the token; the handler's principal loses some.</param>
    private sealed record ReadToken(string Issuer, ClaimsPrincipal User);
}

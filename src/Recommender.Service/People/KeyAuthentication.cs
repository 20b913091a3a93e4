using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Recommender.Service.People;

/// <summary>Authenticates requests with <c>Authorization: Bearer rk_...</c>.</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeyStore keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Bearer = "Bearer ";

    public static bool Brings(HttpRequest request) => request.Headers.Authorization.Count > 0;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ Length: <= 200 } header]
            || !header.StartsWith(Bearer + ApiKeyStore.Mark, StringComparison.OrdinalIgnoreCase)
            || await keys.UseAsync(header[Bearer.Length..].Trim(), Context.RequestAborted) is not { } key)
        {
            // The answer says it; logging every attempt of a scanner would only flood the log.
            return AuthenticateResult.NoResult();
        }

        return AuthenticateResult.Success(new AuthenticationTicket(Actor.Of(key).ToPrincipal(Schemes.Key), Schemes.Key));
    }
}

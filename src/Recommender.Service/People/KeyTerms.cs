using Microsoft.Extensions.Options;

namespace Recommender.Service.People;

/// <summary>
/// How long the keys of a person outlast the person's last sign-in, where an OpenID Connect provider decides roles: a key signs in nowhere,
/// so the provider cannot tell that the person has left.
/// </summary>
internal sealed class KeyTerms(IOptions<SignInOptions> options, TimeProvider clock)
{
    private readonly OpenIdConnectSettings _provider = options.Value.OpenIdConnect;

    /// <summary>When the keys of a person stop.</summary>
    /// <param name="confirmed">When the provider last confirmed the person's roles; null without a provider.</param>
    /// <returns>Null if they do not stop.</returns>
    public DateTimeOffset? EndOf(DateTimeOffset? confirmed) => IsAhead(confirmed) ? clock.GetUtcNow() : confirmed + _provider.KeysLast;

    /// <summary>What keys may do at most for a person with these roles.</summary>
    public SiteRoles Presently(SiteRoles roles, DateTimeOffset? confirmed)
    {
        var since = clock.GetUtcNow() - confirmed;
        // An administrator's key could make a way in that outlasts everything else.
        return IsAhead(confirmed) || since >= _provider.KeysLast ? SiteRoles.None
            : since >= _provider.RolesLast ? roles.BelowAdministrator() : roles;
    }

    // Of a clock that was ahead: when the provider confirmed the roles is unknown.
    private bool IsAhead(DateTimeOffset? confirmed) => confirmed > clock.GetUtcNow() + SessionStore.MostAhead;
}

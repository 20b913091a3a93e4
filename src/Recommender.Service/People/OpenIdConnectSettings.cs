namespace Recommender.Service.People;

/// <summary>
/// An identity provider for signing in. Section <c>Recommender:SignIn:OpenIdConnect</c>; off without <see cref="Authority"/>.
/// </summary>
public sealed class OpenIdConnectSettings
{
    /// <summary>The issuer's address; https, or http on this machine.</summary>
    public string? Authority { get; set; }

    /// <summary>The id under which the provider knows this installation. Required if Authority is set.</summary>
    public string? ClientId { get; set; }

    /// <summary>The secret that the provider issued with the client id. None for a public client.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Name of the provider on the button of the sign-in page, after "Sign in with". Default "OpenID Connect".</summary>
    public string Name { get; set; } = "OpenID Connect";

    /// <summary>The claim whose values <see cref="Roles"/> maps; multiple values are multiple claims. Default "roles".</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>The claim used as sign-in name. Default "preferred_username", else "email".</summary>
    public string SignInClaim { get; set; } = "preferred_username";

    /// <summary>Scopes requested in addition to openid, profile and email.</summary>
    public IList<string> Scopes { get; } = [];

    /// <summary>Maps claim values to roles and sites. A person without any of these values is refused.</summary>
    public IList<ClaimedRole> Roles { get; } = [];

    /// <summary>
    /// Roles from the provider hold this long. Then the browser is sent to the provider again, which asks for nothing while its own session
    /// lasts; a form that is sent at that moment is kept. 5 minutes to 1 day, default 1 hour.
    /// </summary>
    public TimeSpan RolesLast { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// API keys of a person whose roles come from the provider stop this long after that person's last sign-in; a health warning precedes
    /// by a week. Their role administrator ends after RolesLast. 1 hour to 365 days, default 30 days.
    /// </summary>
    public TimeSpan KeysLast { get; set; } = TimeSpan.FromDays(30);

    public bool IsOn => !string.IsNullOrWhiteSpace(Authority);

    internal Uri? Address => Uri.TryCreate(Authority, UriKind.Absolute, out var address) ? address : null;

    internal IEnumerable<string> Faults()
    {
        if (!IsOn)
        {
            yield break;
        }

        if (Address is not { } address || !(address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback)))
        {
            yield return "Recommender:SignIn:OpenIdConnect:Authority must be an https address";
        }

        if (string.IsNullOrWhiteSpace(ClientId))
        {
            yield return "Recommender:SignIn:OpenIdConnect:ClientId is missing";
        }

        if (RolesLast < TimeSpan.FromMinutes(5) || RolesLast > TimeSpan.FromDays(1))
        {
            yield return "Recommender:SignIn:OpenIdConnect:RolesLast must be from 00:05:00 to 1.00:00:00";
        }

        if (KeysLast < TimeSpan.FromHours(1) || KeysLast > TimeSpan.FromDays(365))
        {
            yield return "Recommender:SignIn:OpenIdConnect:KeysLast must be from 01:00:00 to 365.00:00:00";
        }

        foreach (var (role, at) in Roles.Select((role, at) => (role, at)))
        {
            if (string.IsNullOrEmpty(role.Value) || RoleNames.Find(role.Role) is null || !SiteRoles.IsSiteOrAll(role.Site))
            {
                yield return $"Recommender:SignIn:OpenIdConnect:Roles:{at} needs a Value, a Site (a name, or *) and a Role of "
                    + $"{string.Join(", ", RoleNames.All)}";
            }
        }
    }
}

using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.People;

/// <summary>How people sign in. Section <c>Recommender:SignIn</c>.</summary>
public sealed class SignInOptions : IValidatableObject
{
    public const string Section = "Recommender:SignIn";

    /// <summary>A session ends so long after its last request. 5 minutes to 90 days, default 12 hours.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "90.00:00:00", ErrorMessage = "Recommender:SignIn:SessionLasts must be from 00:05:00 to 90.00:00:00")]
    public TimeSpan SessionLasts { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Sign-ins, and uses of one-time links, that one client may try in a minute. 1 to 10,000, default 20.</summary>
    [Range(1, 10_000, ErrorMessage = "Recommender:SignIn:TriesPerMinute must be from 1 to 10000")]
    public int TriesPerMinute { get; set; } = 20;

    /// <summary>Proxies whose X-Forwarded-For, -Proto and -Host are believed: addresses or networks such as 10.0.0.0/8, beside this machine's own.</summary>
    public IList<string> TrustedProxies { get; } = [];

    public OpenIdConnectSettings OpenIdConnect { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var proxy in TrustedProxies.Where(proxy => !System.Net.IPNetwork.TryParse(proxy, out _) && !System.Net.IPAddress.TryParse(proxy, out _)))
        {
            yield return new ValidationResult($"Recommender:SignIn:TrustedProxies: '{proxy}' is neither an address nor a network such as 10.0.0.0/8");
        }

        foreach (var fault in OpenIdConnect.Faults())
        {
            yield return new ValidationResult(fault);
        }
    }
}

/// <summary>A provider that people sign in with. Section <c>Recommender:SignIn:OpenIdConnect</c>; off without <see cref="Authority"/>.</summary>
public sealed class OpenIdConnectSettings
{
    /// <summary>The issuer's address; https, or http on this machine.</summary>
    public string? Authority { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>What the button of the sign-in page says after "Sign in with". Default "OpenID Connect".</summary>
    public string Name { get; set; } = "OpenID Connect";

    /// <summary>The claim whose values <see cref="Roles"/> maps; several values are several claims. Default "roles".</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>The claim that becomes the sign-in name. Default "preferred_username", else "email".</summary>
    public string SignInClaim { get; set; } = "preferred_username";

    /// <summary>Scopes asked for beside openid, profile and email.</summary>
    public IList<string> Scopes { get; } = [];

    /// <summary>Which value of the claim gives which role where. Who has none of them is not let in.</summary>
    public IList<ClaimedRole> Roles { get; } = [];

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

        foreach (var (role, at) in Roles.Select((role, at) => (role, at)))
        {
            if (string.IsNullOrEmpty(role.Value) || RoleNames.Find(role.Role) is null || !SiteRoles.IsSiteOrAll(role.Site))
            {
                yield return $"Recommender:SignIn:OpenIdConnect:Roles:{at} needs a Value, a Site (a name, or *) and a Role of {string.Join(", ", RoleNames.All)}";
            }
        }
    }
}

/// <summary>A value of the provider's claim, and the role it gives.</summary>
public sealed class ClaimedRole
{
    public string Value { get; set; } = "";

    /// <summary>Default <c>*</c>: all sites.</summary>
    public string Site { get; set; } = SiteRoles.AllSites;

    public string Role { get; set; } = "";
}

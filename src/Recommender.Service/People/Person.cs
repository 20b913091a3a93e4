namespace Recommender.Service.People;

/// <summary>Somebody who signs in.</summary>
public sealed record Person
{
    public required string Id { get; init; }

    /// <summary>As colleagues know them; it stands beside what they did.</summary>
    public required string Name { get; init; }

    /// <summary>What they type to sign in, in lower case.</summary>
    public required string SignIn { get; init; }

    /// <summary>Null until a password was chosen, and for those that come by OpenID Connect.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>True for a person that comes by OpenID Connect: roles follow the provider's claim at each sign-in.</summary>
    public bool IsExternal { get; init; }

    /// <summary>Sessions with another stamp are over.</summary>
    public required string Stamp { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Since when the person cannot sign in; null: can.</summary>
    public DateTimeOffset? Disabled { get; init; }

    public SiteRoles Roles { get; init; } = SiteRoles.None;

    /// <summary>The spelling of a sign-in name under which it is stored and looked up.</summary>
    public static string Normalize(string signIn) => signIn.Trim().Normalize(System.Text.NormalizationForm.FormKC).ToLowerInvariant();
}

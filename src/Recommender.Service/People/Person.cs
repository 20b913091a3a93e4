using Recommender.Service.Articles;

namespace Recommender.Service.People;

/// <summary>A person who can sign in.</summary>
public sealed record Person
{
    public required string Id { get; init; }

    /// <summary>Display name. Several people may have the same.</summary>
    public required string Name { get; init; }

    /// <summary>Sign-in name, in lower case.</summary>
    public required string SignIn { get; init; }

    /// <summary>Null until a password is chosen, and for people who sign in with OpenID Connect.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>True for a person who signs in with OpenID Connect: roles follow the provider's claim at each sign-in.</summary>
    public bool IsExternal { get; init; }

    /// <summary>When the OpenID Connect provider last confirmed name and roles; null for a person with a password.</summary>
    public DateTimeOffset? Confirmed { get; init; }

    /// <summary>Changes whenever all sessions end: a sign-in that began before begins no session.</summary>
    public required string Stamp { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>When the person was disabled; null if active.</summary>
    public DateTimeOffset? Disabled { get; init; }

    public SiteRoles Roles { get; init; } = SiteRoles.None;

    /// <summary>The name shown next to the person's changes. The sign-in name in it tells people with one name apart.</summary>
    public string Shown => ShownAs(Name, SignIn, Id);

    internal static string ShownAs(string name, string signIn, string id) =>
        DisplayName.WithSignIn(DisplayName.CleanAndCut(name), signIn, id);

    /// <summary>The normal form of a sign-in name, under which it is stored and looked up.</summary>
    public static string Normalize(string signIn) => ComposedText.WithPlainLetters(signIn.Trim()).ToLowerInvariant();
}

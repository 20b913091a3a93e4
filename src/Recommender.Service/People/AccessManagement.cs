using Recommender.Service.Articles;

namespace Recommender.Service.People;

/// <summary>
/// Manages people and API keys: the same checks for the API, the desk and the command line. An administrator of one site manages that site,
/// and the people whose roles are all there; an administrator of all sites manages everything.
/// </summary>
public sealed class AccessManagement(
    PersonStore people, OneTimeLinkStore links, ApiKeyStore keys, SiteStore sites, SignInAttemptStore attempts, TimeProvider clock)
{
    public const int MaxKeyDays = 3660;

    /// <summary>Adds a person and creates the link for choosing a password.</summary>
    public async Task<Admitted<Invitation>> InviteAsync(
        string? name, string? signIn, string? site, string? role, Actor by, CancellationToken cancel = default)
    {
        if (await FaultOfAsync(name, site, role, by, cancel) is { } fault)
        {
            return fault;
        }

        if ((FaultOfPersonsName(name) ?? FaultOfSignIn(signIn)) is { } wrong)
        {
            return wrong;
        }

        if (await people.AddAsync(DisplayName.Clean(name), signIn!, site!, RoleNames.Find(role)!.Value, by, cancel) is not { } person)
        {
            return new Refusal(RefusalKind.Conflict, "signIn", $"the sign-in name {Person.Normalize(signIn!)} is already in use");
        }

        return new Invitation(person, await links.ForPasswordAsync(person, by, cancel));
    }

    /// <summary>Creates a new link for choosing a password; failed sign-ins of the name are forgotten.</summary>
    public async Task<Admitted<Invitation>> ResetAsync(string id, Actor by, CancellationToken cancel = default)
    {
        var (person, refusal) = await DecidesOverAsync(id, by, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        if (person!.IsExternal || person.Disabled is not null)
        {
            return new Refusal(RefusalKind.Conflict, "id",
                person.IsExternal ? "this person's password is managed by the identity provider" : "this person is disabled");
        }

        await attempts.ClearAsync(person.SignIn, cancel);
        return new Invitation(person, await links.ForPasswordAsync(person, by, cancel));
    }

    /// <summary>Sets the role of a person at a site; null removes it.</summary>
    public async Task<Refusal?> SetRoleAsync(string id, string site, string? role, Actor by, CancellationToken cancel = default)
    {
        if (role is not null && RoleNames.Find(role) is null)
        {
            return NoRole();
        }

        if (by.Roles.At(site) != Role.Administrator)
        {
            return NotAt(site);
        }

        if (await people.FindAsync(id, cancel) is not { } person || !IsSeen(person, by))
        {
            return NoPerson();
        }

        if (person.IsExternal)
        {
            return new Refusal(RefusalKind.Conflict, "id", "this person's roles are managed by the identity provider");
        }

        if (role is not null && !await IsSiteAsync(site, cancel))
        {
            return NoSite(site);
        }

        return RefusalOf(await people.SetRoleAsync(id, site, RoleNames.Find(role), by, cancel));
    }

    /// <summary>Disables or re-enables a person.</summary>
    public async Task<Refusal?> SetDisabledAsync(string id, bool disabled, Actor by, CancellationToken cancel = default)
    {
        var (_, refusal) = await DecidesOverAsync(id, by, cancel);
        return refusal ?? RefusalOf(await people.SetDisabledAsync(id, disabled, by, cancel));
    }

    /// <summary>Creates an API key that is valid for a number of days.</summary>
    public async Task<Admitted<(ApiKey Key, string Secret)>> AddKeyAsync(
        string? name, string? site, string? role, int? days, Actor by, CancellationToken cancel = default)
    {
        if (await FaultOfAsync(name, site, role, by, cancel) is { } fault)
        {
            return fault;
        }

        if (days is not (>= 1 and <= MaxKeyDays))
        {
            return Refusal.Invalid("days", $"must be from 1 to {MaxKeyDays}");
        }

        var expires = clock.GetUtcNow().AddDays(days.Value);
        return await keys.AddAsync(DisplayName.Clean(name), site!, RoleNames.Find(role)!.Value, expires, by, cancel);
    }

    public async Task<Refusal?> RevokeKeyAsync(string id, Actor by, CancellationToken cancel = default)
    {
        if (await keys.FindAsync(id, cancel) is not { } key || by.Roles.At(key.Site) != Role.Administrator
            || !await keys.RevokeAsync(id, by, cancel))
        {
            return new Refusal(RefusalKind.Unknown, "id", "there is no active key with this id");
        }

        return null;
    }

    /// <summary>Makes a signed-in administrator answer for a key, so that it does not depend on whoever made it.</summary>
    public async Task<Refusal?> TakeOverKeyAsync(string id, Actor by, CancellationToken cancel = default)
    {
        if (await keys.FindAsync(id, cancel) is not { } key || by.Roles.At(key.Site) != Role.Administrator || by.PersonId is null
            || !await keys.TakeOverAsync(id, by, cancel))
        {
            return new Refusal(RefusalKind.Unknown, "id", "the key is unknown, has ended, or was made on the command line");
        }

        return null;
    }

    /// <summary>The people with a role at a site that the actor administers, and those without any role.</summary>
    public async Task<IReadOnlyList<Person>> PeopleSeenByAsync(Actor by, CancellationToken cancel = default) =>
        [.. (await people.ListAsync(cancel)).Where(person => IsSeen(person, by))];

    /// <summary>The keys of the sites that the actor administers.</summary>
    public async Task<IReadOnlyList<ApiKey>> KeysSeenByAsync(Actor by, CancellationToken cancel = default) =>
        [.. (await keys.ListAsync(cancel)).Where(key => by.Roles.At(key.Site) == Role.Administrator)];

    private static bool IsSeen(Person person, Actor by) =>
        by.Roles.At(SiteRoles.AllSites) == Role.Administrator
            || person.Roles.BySite.Keys.Any(site => by.Roles.At(site) == Role.Administrator);

    private async Task<(Person? Person, Refusal? Refusal)> DecidesOverAsync(string id, Actor by, CancellationToken cancel)
    {
        if (await people.FindAsync(id, cancel) is not { } person || !IsSeen(person, by))
        {
            return (null, NoPerson());
        }

        return by.Roles.AdministersAll(person.Roles)
            ? (person, null)
            : (null, new Refusal(RefusalKind.NotAllowed, "id", "this person has roles at sites that you do not administer; remove the "
                + "role at yours instead"));
    }

    private async Task<Refusal?> FaultOfAsync(string? name, string? site, string? role, Actor by, CancellationToken cancel)
    {
        if (FaultOfName(name) is { } wrong)
        {
            return wrong;
        }

        if (RoleNames.Find(role) is null)
        {
            return NoRole();
        }

        if (!SiteRoles.IsSiteOrAll(site))
        {
            return Refusal.Invalid("site", "must be the name of a site, or * for all sites");
        }

        if (by.Roles.At(site!) != Role.Administrator)
        {
            return NotAt(site!);
        }

        return await IsSiteAsync(site!, cancel) ? null : NoSite(site!);
    }

    /// <returns>The problem with a name or sign-in name, as a sentence; null if both are valid.</returns>
    internal static string? FaultOfNames(string? name, string? signIn) =>
        (FaultOfName(name) ?? FaultOfPersonsName(name) ?? FaultOfSignIn(signIn))?.Sentence;

    private static Refusal? FaultOfName(string? name) => DisplayName.Clean(name) is not { Length: > 0 and <= DisplayName.MaxLength }
        ? Refusal.Invalid("name", $"must have 1 to {DisplayName.MaxLength} characters")
        : null;

    private static Refusal? FaultOfPersonsName(string? name) => DisplayName.IsReserved(DisplayName.Clean(name))
        ? Refusal.Invalid("name", "must be another one: histories use this name for the program itself or for keys")
        : null;

    private static Refusal? FaultOfSignIn(string? signIn) =>
        signIn is not { Length: <= DisplayName.MaxLength } || Person.Normalize(signIn) is not { Length: > 0 } typed
            || typed.Contains(' ', StringComparison.Ordinal) || DisplayName.Clean(typed) != typed
            ? Refusal.Invalid("signIn", $"must have 1 to {DisplayName.MaxLength} visible characters without spaces")
            : DisplayName.IsReserved(typed) ? Refusal.Invalid("signIn", "must be another one: this name is reserved") : null;

    private async Task<bool> IsSiteAsync(string site, CancellationToken cancel) =>
        site == SiteRoles.AllSites || await sites.ExistsAsync(site, cancel);

    private static Refusal? RefusalOf(PersonChange change) => change switch
    {
        PersonChange.Done => null,
        PersonChange.Unknown => NoPerson(),
        _ => new Refusal(RefusalKind.Conflict, "id", "this is the last administrator of all sites; appoint another one first"),
    };

    private static Refusal NoPerson() => new(RefusalKind.Unknown, "id", "there is no person with this id");

    private static Refusal NoRole() => Refusal.Invalid("role", $"must be one of {string.Join(", ", RoleNames.All)}");

    private static Refusal NoSite(string site) => Refusal.Invalid("site", $"there is no site '{site}'");

    private static Refusal NotAt(string site) =>
        new(RefusalKind.NotAllowed, "site",
            site == SiteRoles.AllSites ? "only an administrator of all sites may do this" : $"you do not administer the site '{site}'");
}

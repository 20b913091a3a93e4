using Recommender.Service.People;

namespace Recommender.Service.Tests.People;

/// <summary>
/// Who may do what, as plain sentences over lists: what the stores must do, written a second time without them. Ids and secrets are those
/// of the program, so that both can be compared.
/// </summary>
internal sealed class AccessModel
{
    public static readonly string[] Sites = ["a", "b", "*"];

    public static readonly TimeSpan Unused = TimeSpan.FromHours(12);
    public static readonly TimeSpan AtMost = TimeSpan.FromDays(7);
    public static readonly TimeSpan Provided = TimeSpan.FromHours(1);
    public static readonly TimeSpan KeysOfProvided = TimeSpan.FromDays(30);

    public List<ModelPerson> People { get; } = [];

    public List<ModelSession> Sessions { get; } = [];

    public List<ModelKey> Keys { get; } = [];

    public List<ModelLink> Links { get; } = [];

    public DateTimeOffset Now { get; set; }

    public static Role? At(Dictionary<string, Role> roles, string site) =>
        new[] { site, "*" }.Where(roles.ContainsKey).Select(at => (Role?)roles[at]).Max();

    public Role? At(ModelSession session, string site) => Holds(session) ? At(session.Person.Roles, site) : null;

    public Role? At(ModelKey key, string site)
    {
        var own = key.Site == "*" || key.Site == site ? key.Role : (Role?)null;
        var owners = key.Owner is null ? Role.Administrator : key.Owner.IsDisabled ? null : At(key.Owner.Roles, site);
        if (key.Owner is { IsExternal: true, Confirmed: var confirmed })
        {
            owners = Now >= confirmed + KeysOfProvided ? null
                : Now >= confirmed + Provided && owners == Role.Administrator ? Role.ChiefEditor : owners;
        }

        return !Holds(key) || own is null || owners is null ? null : own < owners ? own : owners;
    }

    public bool Holds(ModelSession session) => !session.IsEnded && !session.Person.IsDisabled
        && Now < session.Began + (session.Person.IsExternal ? Provided : AtMost) && Now < session.LastUsed + Unused;

    public bool Holds(ModelKey key) => !key.IsRevoked && Now < key.Expires;

    public bool Holds(ModelLink link) => !link.IsEnded && Now < link.Expires && !link.Person.IsDisabled;

    public static bool Sees(Func<string, Role?> by, ModelPerson person) =>
        by("*") == Role.Administrator || person.Roles.Keys.Any(site => by(site) == Role.Administrator);

    public static bool DecidesOver(Func<string, Role?> by, ModelPerson person) =>
        Sees(by, person) && person.Roles.Keys.All(site => by(site) == Role.Administrator);

    /// <summary>Whether nobody would administer all sites after a change, although somebody does before.</summary>
    public bool LeavesNobody(ModelPerson person, bool staysAdministrator) =>
        Administers(person) && !staysAdministrator && People.Count(Administers) == 1;

    public void SetRoles(ModelPerson person, Dictionary<string, Role> roles)
    {
        person.Roles = roles;
        EndLinks(link => link.Person == person);
        EndLinks(link => link.Owner == person && !link.Person.Roles.Keys.All(site => At(roles, site) == Role.Administrator));
    }

    public void SetDisabled(ModelPerson person, bool isDisabled)
    {
        person.IsDisabled = isDisabled;
        EndSessions(person);
        EndLinks(link => link.Person == person || link.Owner == person);
        Keys.Where(key => isDisabled && key.Owner == person).ToList().ForEach(key => key.IsRevoked = true);
    }

    public void SetPassword(ModelPerson person, string password)
    {
        person.Password = password;
        EndSessions(person);
        EndLinks(link => link.Person == person);
    }

    public void Revoke(ModelKey key)
    {
        key.IsRevoked = true;
        EndLinks(link => link.Key == key);
    }

    public void EndSessions(ModelPerson person, ModelSession? kept = null) =>
        Sessions.Where(session => session.Person == person && session != kept).ToList().ForEach(session => session.IsEnded = true);

    public void EndLinks(Func<ModelLink, bool> which) => Links.Where(which).ToList().ForEach(link => link.IsEnded = true);

    private static bool Administers(ModelPerson person) =>
        !person.IsDisabled && person.Roles.GetValueOrDefault("*") == Role.Administrator;
}

internal sealed class ModelPerson
{
    public required string Id { get; init; }
    public required string SignIn { get; init; }
    public bool IsExternal { get; init; }
    public DateTimeOffset Confirmed { get; set; }
    public bool IsDisabled { get; set; }
    public string? Password { get; set; }
    public Dictionary<string, Role> Roles { get; set; } = [];
}

internal sealed class ModelSession
{
    public required string Handle { get; init; }
    public required ModelPerson Person { get; init; }
    public required DateTimeOffset Began { get; init; }
    public required DateTimeOffset LastUsed { get; set; }
    public bool IsEnded { get; set; }
}

internal sealed class ModelKey
{
    public required string Id { get; init; }
    public required string Secret { get; init; }
    public required string Site { get; init; }
    public required Role Role { get; init; }
    public required ModelPerson? Owner { get; init; }
    public required DateTimeOffset Expires { get; init; }
    public bool IsRevoked { get; set; }
}

internal sealed class ModelLink
{
    public required string Secret { get; init; }
    public required ModelPerson Person { get; init; }
    public required ModelPerson? Owner { get; init; }
    public required ModelKey? Key { get; init; }
    public required DateTimeOffset Expires { get; init; }
    public bool IsEnded { get; set; }
}

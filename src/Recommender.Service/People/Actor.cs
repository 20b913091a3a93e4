using System.Security.Claims;
using Recommender.Service.Storage;

namespace Recommender.Service.People;

/// <summary>Who does something: a signed-in person, an API key, or the program itself.</summary>
/// <param name="Id">
/// Stable and unique: <c>person:ID</c>, <c>key:ID</c>, <c>operator</c>, <c>recommender</c> or <c>provider</c>. Names change and repeat.
/// </param>
/// <param name="Name">Name shown in histories; see <see cref="Person.Shown"/>.</param>
/// <param name="Roles">Current roles, not those at sign-in.</param>
/// <param name="Owner">Id of the person who answers for it: the person itself, or whoever made the key; null for none.</param>
public sealed record Actor(string Id, string Name, bool IsKey, SiteRoles Roles, string? Owner = null)
{
    /// <summary>The user of the machine's command line.</summary>
    public static readonly Actor Operator =
        new("operator", "operator", false, new SiteRoles(new Dictionary<string, Role> { [SiteRoles.AllSites] = Role.Administrator }));

    /// <summary>The service, for what it does without a request.</summary>
    public static readonly Actor Recommender = new("recommender", "recommender, by itself", false, SiteRoles.None);

    /// <summary>The OpenID Connect provider, for names and roles that follow it.</summary>
    public static readonly Actor Provider = new("provider", "OpenID Connect", false, SiteRoles.None);

    private const string RoleClaim = "role-at";
    private const string KeyClaim = "key";
    private const string OwnerClaim = "owner";

    /// <summary>As histories keep it.</summary>
    public Author Author => new(Id, Name);

    /// <summary>The person's id; null for a key.</summary>
    public string? PersonId => IsKey ? null : Owner;

    /// <summary>The actor of a request to an endpoint that requires a role; null elsewhere, where requests are not authenticated.</summary>
    public static Actor? Of(HttpContext context) => Of(context.User);

    public static Actor Of(Person person) => new(IdOfPerson(person.Id), person.Shown, false, person.Roles, person.Id);

    public static Actor Of(ApiKey key) => new(IdOfKey(key.Id), key.Shown, true, key.Rights, key.Owner);

    public static Actor? Of(ClaimsPrincipal user)
    {
        if (user.Identity is not { IsAuthenticated: true } || user.FindFirst(ClaimTypes.NameIdentifier) is not { } id)
        {
            return null;
        }

        var roles = user.FindAll(RoleClaim).Select(claim => claim.Value.Split(' '))
            .ToDictionary(at => at[0], at => Enum.Parse<Role>(at[1]));
        return new Actor(
            id.Value, user.Identity.Name!, user.HasClaim(KeyClaim, "true"), new SiteRoles(roles), user.FindFirstValue(OwnerClaim));
    }

    public ClaimsPrincipal ToPrincipal(string scheme, params Claim[] more) => new(new ClaimsIdentity(
    [
        new Claim(ClaimTypes.NameIdentifier, Id), new Claim(ClaimTypes.Name, Name), new Claim(KeyClaim, IsKey ? "true" : "false"),
        .. Owner is null ? Array.Empty<Claim>() : [new Claim(OwnerClaim, Owner)],
        .. Roles.BySite.Select(at => new Claim(RoleClaim, $"{at.Key} {at.Value}")),
        .. more,
    ], scheme));

    internal static string IdOfPerson(string id) => $"person:{id}";

    internal static string IdOfKey(string id) => $"key:{id}";
}

using System.Security.Claims;

namespace Recommender.Service.People;

/// <summary>The authenticated user of a request: a signed-in person or an API key.</summary>
/// <param name="Id">Id of the person or the key.</param>
/// <param name="Name">Name shown in histories.</param>
/// <param name="Roles">Current roles, not those at sign-in.</param>
public sealed record Actor(string Id, string Name, bool IsKey, SiteRoles Roles)
{
    /// <summary>The user of the machine's command line.</summary>
    public static readonly Actor Operator =
        new("operator", "operator", false, new SiteRoles(new Dictionary<string, Role> { [SiteRoles.AllSites] = Role.Administrator }));

    private const string RoleClaim = "role-at";
    private const string KeyClaim = "key";

    /// <summary>The actor of a request to an endpoint that requires a role; null elsewhere, where requests are not authenticated.</summary>
    public static Actor? Of(HttpContext context) => Of(context.User);

    public static Actor Of(Person person) => new(person.Id, person.Name, false, person.Roles);

    public static Actor Of(ApiKey key) =>
        new(key.Id, $"key {key.Name}", true, new SiteRoles(new Dictionary<string, Role> { [key.Site] = key.Role }));

    public static Actor? Of(ClaimsPrincipal user)
    {
        if (user.Identity is not { IsAuthenticated: true } || user.FindFirst(ClaimTypes.NameIdentifier) is not { } id)
        {
            return null;
        }

        var roles = user.FindAll(RoleClaim).Select(claim => claim.Value.Split(' '))
            .ToDictionary(at => at[0], at => Enum.Parse<Role>(at[1]));
        return new Actor(id.Value, user.Identity.Name!, user.HasClaim(KeyClaim, "true"), new SiteRoles(roles));
    }

    public ClaimsPrincipal ToPrincipal(string scheme) => new(new ClaimsIdentity(
    [
        new Claim(ClaimTypes.NameIdentifier, Id), new Claim(ClaimTypes.Name, Name), new Claim(KeyClaim, IsKey ? "true" : "false"),
        .. Roles.BySite.Select(at => new Claim(RoleClaim, $"{at.Key} {at.Value}")),
    ], scheme));
}

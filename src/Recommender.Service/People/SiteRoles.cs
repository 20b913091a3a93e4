using Recommender.Service.Articles;

namespace Recommender.Service.People;

/// <summary>The roles of a person or a key, by site.</summary>
/// <param name="BySite">One role per site; <see cref="AllSites"/> means every site, including future ones.</param>
public sealed record SiteRoles(IReadOnlyDictionary<string, Role> BySite)
{
    public const string AllSites = "*";

    /// <summary>True for any valid site name, whether the site exists or not, and for <see cref="AllSites"/>.</summary>
    public static bool IsSiteOrAll(string? site) => site is not null && (site == AllSites || SiteStore.IsName(site));

    public static readonly SiteRoles None = new(new Dictionary<string, Role>());

    /// <summary>
    /// The role at a site: the higher of that for the site and that for all sites; null for none. Also works for sites that do not exist.
    /// </summary>
    public Role? At(string site)
    {
        var everywhere = BySite.TryGetValue(AllSites, out var all) ? all : (Role?)null;
        return BySite.TryGetValue(site, out var own) && !(everywhere > own) ? own : everywhere;
    }

    /// <summary>The highest role at any site; null for none.</summary>
    public Role? Anywhere => BySite.Count == 0 ? null : BySite.Values.Max();

    /// <summary>True if these roles administer every site in <paramref name="others"/>.</summary>
    public bool AdministersAll(SiteRoles others) => others.BySite.Keys.All(site => At(site) == Role.Administrator);

    /// <summary>These roles, with the highest that administers nothing instead of administrator.</summary>
    public SiteRoles BelowAdministrator() => new(BySite.ToDictionary(
        at => at.Key, at => at.Value == Role.Administrator ? Role.ChiefEditor : at.Value));

    /// <summary>These roles, lowered at each site to what <paramref name="most"/> has there.</summary>
    public SiteRoles AtMost(SiteRoles most) => new(BySite.Keys.Union(most.BySite.Keys)
        .Select(site => (site, role: At(site) is { } own && most.At(site) is { } other ? (Role?)(own < other ? own : other) : null))
        .Where(at => at.role is not null).ToDictionary(at => at.site, at => at.role!.Value));
}

using Recommender.Service.Articles;

namespace Recommender.Service.People;

/// <summary>The roles that a person or a key holds, by site.</summary>
/// <param name="BySite">One role a site; <see cref="AllSites"/> stands for every site, those to come included.</param>
public sealed record SiteRoles(IReadOnlyDictionary<string, Role> BySite)
{
    public const string AllSites = "*";

    /// <summary>True for the name of a site, whether there is one or not, and for <see cref="AllSites"/>.</summary>
    public static bool IsSiteOrAll(string? site) => site is not null && (site == AllSites || SiteStore.IsName(site));

    public static readonly SiteRoles None = new(new Dictionary<string, Role>());

    /// <summary>The role at a site: the greater of its own and that of all sites; null for none. A site that does not exist answers alike.</summary>
    public Role? At(string site)
    {
        var everywhere = BySite.TryGetValue(AllSites, out var all) ? all : (Role?)null;
        return BySite.TryGetValue(site, out var own) && !(everywhere > own) ? own : everywhere;
    }

    /// <summary>The greatest role at any site; null for none.</summary>
    public Role? Anywhere => BySite.Count == 0 ? null : BySite.Values.Max();

    /// <summary>True where every site that <paramref name="others"/> name is administered by these roles.</summary>
    public bool AdministersAll(SiteRoles others) => others.BySite.Keys.All(site => At(site) == Role.Administrator);
}

using Microsoft.Extensions.Options;

namespace Recommender.Service.Delivery;

/// <summary>
/// The origins whose pages may read a site's blocks by script: <c>Recommender:Sites:NAME:Origins</c>, a list of origins such as
/// <c>https://blog.example</c>. Without it all may, because blocks are public. Cookies are never allowed.
/// </summary>
public sealed class SiteOrigins(IConfiguration configuration)
{
    private readonly Dictionary<string, string[]> _bySite = configuration.GetSection("Recommender:Sites").GetChildren()
        .Select(site => (site.Key, Origins: site.GetSection("Origins").Get<string[]>()))
        .Where(site => site.Origins is not null)
        .ToDictionary(site => site.Key, site => site.Origins!, StringComparer.Ordinal);

    /// <returns>The allowed origins; null for all.</returns>
    public IReadOnlyList<string>? Of(string site) => _bySite.GetValueOrDefault(site);

    /// <returns>True; an invalid setting throws.</returns>
    /// <exception cref="OptionsValidationException">A setting is not a valid origin.</exception>
    public bool AreValid()
    {
        foreach (var (site, origins) in _bySite)
        {
            if (origins.FirstOrDefault(origin => !IsOrigin(origin)) is { } wrong)
            {
                throw new OptionsValidationException(site, typeof(ServingOptions),
                    [$"Recommender:Sites:{site}:Origins: '{wrong}' is not a valid origin; "
                        + "give only scheme, host and port, such as https://blog.example"]);
            }
        }

        return true;
    }

    // As browsers write it: an address that equals its own scheme and authority, in lower case and without the scheme's default port.
    private static bool IsOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        && string.Equals(address.GetLeftPart(UriPartial.Authority), origin, StringComparison.Ordinal);
}

using Microsoft.Extensions.Options;

namespace Recommender.Service.Delivery;

/// <summary>
/// Whose pages may read a site's blocks by script: <c>Recommender:Sites:NAME:Origins</c>, a list of origins such as
/// <c>https://blog.example</c>; without it all may, for blocks are what every reader sees. Cookies are never asked for.
/// </summary>
public sealed class SiteOrigins(IConfiguration configuration)
{
    private readonly Dictionary<string, string[]> _bySite = configuration.GetSection("Recommender:Sites").GetChildren()
        .Select(site => (site.Key, Origins: site.GetSection("Origins").Get<string[]>()))
        .Where(site => site.Origins is not null)
        .ToDictionary(site => site.Key, site => site.Origins!, StringComparer.Ordinal);

    /// <returns>The origins that may; null: all.</returns>
    public IReadOnlyList<string>? Of(string site) => _bySite.GetValueOrDefault(site);

    /// <returns>True.</returns>
    /// <exception cref="OptionsValidationException">A setting is no origin.</exception>
    public bool AreValid()
    {
        foreach (var (site, origins) in _bySite)
        {
            if (origins.FirstOrDefault(origin => !IsOrigin(origin)) is { } wrong)
            {
                throw new OptionsValidationException(site, typeof(ServingOptions),
                    [$"Recommender:Sites:{site}:Origins: '{wrong}' is no origin; write scheme, host and port alone, such as https://blog.example"]);
            }
        }

        return true;
    }

    // As browsers write it: an address that is its own scheme and authority, in lower case and without the scheme's port.
    private static bool IsOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        && string.Equals(address.GetLeftPart(UriPartial.Authority), origin, StringComparison.Ordinal);
}

using Recommender.Service.Configuration;

namespace Recommender.Service.Delivery.Edge;

/// <summary>The purge target of each site.</summary>
public sealed class SitePurgeOptions(IConfiguration configuration)
{
    private readonly SiteSettings<PurgeOptions> _settings = new(configuration, PurgeOptions.Section, "Purge");

    /// <returns>Null if the site has no target.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting of the site is out of its range.</exception>
    public PurgeOptions? Of(string site) => _settings.Of(site) is { Kind: not PurgeKind.None } options ? options : null;

    /// <summary>Validates the settings of all sites that override the common ones.</summary>
    /// <returns>True; an invalid setting throws.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting of the site is out of its range.</exception>
    public bool AreValid()
    {
        _settings.Check();
        return true;
    }
}

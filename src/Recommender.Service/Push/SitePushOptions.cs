using Recommender.Service.Configuration;

namespace Recommender.Service.Push;

/// <summary>The push settings of each site.</summary>
public sealed class SitePushOptions(IConfiguration configuration)
{
    private readonly SiteSettings<PushOptions> _settings = new(configuration, PushOptions.Section, "Push");

    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting of the site is out of range.</exception>
    public PushOptions Of(string site) => _settings.Of(site);

    /// <summary>Validates the settings of all sites that have their own.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is out of range.</exception>
    public bool AreValid()
    {
        _settings.Check();
        return true;
    }
}

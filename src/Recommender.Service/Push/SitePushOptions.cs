using Recommender.Service.Configuration;

namespace Recommender.Service.Push;

/// <summary>The push settings of each site.</summary>
public sealed class SitePushOptions(IConfiguration configuration)
{
    private readonly SiteSettings<PushOptions> _settings = new(configuration, PushOptions.Section, "Push");

    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting of the site is out of its range.</exception>
    public PushOptions Of(string site) => _settings.Of(site);

    /// <summary>Checks the settings of all sites that have some of their own.</summary>
    /// <returns>True.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">One is out of its range.</exception>
    public bool AreValid()
    {
        _settings.Check();
        return true;
    }
}

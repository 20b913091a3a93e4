using Microsoft.Extensions.Options;
using Recommender.Service.Configuration;

namespace Recommender.Service.Blocks;

/// <summary>The block settings of each site: <c>Recommender:Block</c>, overridden by <c>Recommender:Sites:NAME:Block</c>.</summary>
public sealed class SiteBlockOptions(IConfiguration configuration)
{
    private readonly SiteSettings<BlockOptions> _settings = new(configuration, BlockOptions.Section, "Block", (options, own, site) =>
    {
        // A site's own list replaces the common one instead of extending it.
        if (own.GetSection(nameof(BlockOptions.EvergreenSections)).Exists())
        {
            options.EvergreenSections.Clear();
        }

        own.Bind(options);
        options.TimeZone = SiteTimeZone.Of(configuration, site);
    });

    /// <exception cref="OptionsValidationException">A setting of the site is out of its range.</exception>
    public BlockOptions Of(string site) => _settings.Of(site);

    /// <summary>Validates the settings of all sites that override the common ones, and the time zone of all others.</summary>
    /// <returns>True; an invalid setting throws.</returns>
    /// <exception cref="OptionsValidationException">A setting is out of its range.</exception>
    public bool AreValid()
    {
        SiteTimeZone.Of(configuration, null);
        _settings.Check();
        return true;
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Recommender.Service.Related;

/// <summary>The block settings of each site: <c>Recommender:Block</c>, and over it <c>Recommender:Sites:NAME:Block</c>.</summary>
public sealed class SiteBlocks(IConfiguration configuration)
{
    // Only sites that exist are asked for, so that requests cannot make this grow.
    private readonly ConcurrentDictionary<string, BlockOptions> _bySite = new(StringComparer.Ordinal);

    /// <exception cref="OptionsValidationException">A setting of the site is out of its range.</exception>
    public BlockOptions Of(string site) => _bySite.GetOrAdd(site, Read);

    /// <summary>Checks the settings of all sites that have some of their own, and the time zone of all others.</summary>
    /// <returns>True.</returns>
    /// <exception cref="OptionsValidationException">One is out of its range.</exception>
    public bool AreValid()
    {
        SiteTimeZone.Of(configuration, null);
        foreach (var site in configuration.GetSection("Recommender:Sites").GetChildren())
        {
            Read(site.Key);
        }

        return true;
    }

    private BlockOptions Read(string site)
    {
        var options = configuration.GetSection(BlockOptions.Section).Get<BlockOptions>() ?? new BlockOptions();
        var own = configuration.GetSection($"Recommender:Sites:{site}:Block");
        if (own.GetSection(nameof(BlockOptions.EvergreenSections)).Exists())
        {
            options.EvergreenSections.Clear();
        }

        own.Bind(options);
        options.TimeZone = SiteTimeZone.Of(configuration, site);
        var outcome = new DataAnnotationValidateOptions<BlockOptions>(null).Validate(null, options);
        return outcome.Failed ? throw new OptionsValidationException(site, typeof(BlockOptions), outcome.Failures.Select(failure => $"site {site}: {failure}")) : options;
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Recommender.Service.Rules;

/// <summary>The rule settings of each site: <c>Recommender:Rules</c>, and over it <c>Recommender:Sites:NAME:Rules</c>.</summary>
public sealed class SiteRuleOptions(IConfiguration configuration)
{
    // Only sites that exist are asked for, so that requests cannot make this grow.
    private readonly ConcurrentDictionary<string, RuleOptions> _bySite = new(StringComparer.Ordinal);

    /// <exception cref="OptionsValidationException">A setting of the site is out of its range.</exception>
    public RuleOptions Of(string site) => _bySite.GetOrAdd(site, Read);

    /// <summary>Checks the settings of all sites that have some of their own.</summary>
    /// <returns>True.</returns>
    /// <exception cref="OptionsValidationException">One is out of its range.</exception>
    public bool AreValid()
    {
        foreach (var site in configuration.GetSection("Recommender:Sites").GetChildren())
        {
            Read(site.Key);
        }

        return true;
    }

    private RuleOptions Read(string site)
    {
        var options = configuration.GetSection(RuleOptions.Section).Get<RuleOptions>() ?? new RuleOptions();
        configuration.GetSection($"Recommender:Sites:{site}:Rules").Bind(options);
        var outcome = new DataAnnotationValidateOptions<RuleOptions>(null).Validate(null, options);
        return outcome.Failed ? throw new OptionsValidationException(site, typeof(RuleOptions), outcome.Failures.Select(failure => $"site {site}: {failure}")) : options;
    }
}

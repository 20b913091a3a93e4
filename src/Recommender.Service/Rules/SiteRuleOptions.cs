using Microsoft.Extensions.Options;
using Recommender.Service.Configuration;

namespace Recommender.Service.Rules;

/// <summary>The rule settings of each site: <c>Recommender:Rules</c>, and over it <c>Recommender:Sites:NAME:Rules</c>.</summary>
public sealed class SiteRuleOptions(IConfiguration configuration)
{
    private readonly SiteSettings<RuleOptions> _settings = new(configuration, RuleOptions.Section, "Rules");

    /// <exception cref="OptionsValidationException">A setting of the site is out of its range.</exception>
    public RuleOptions Of(string site) => _settings.Of(site);

    /// <summary>Checks the settings of all sites that have some of their own.</summary>
    /// <returns>True.</returns>
    /// <exception cref="OptionsValidationException">One is out of its range.</exception>
    public bool AreValid()
    {
        _settings.Check();
        return true;
    }
}

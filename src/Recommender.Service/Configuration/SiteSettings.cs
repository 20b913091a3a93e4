using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Recommender.Service.Configuration;

/// <summary>Settings that hold for all sites, and over them what a site has of its own: section <c>Recommender:Sites:NAME:PART</c>.</summary>
/// <param name="configuration">The settings.</param>
/// <param name="common">The section that holds for all.</param>
/// <param name="part">The name of the site's own section.</param>
/// <param name="bind">Lays the site's own section over the common settings; null for the usual way.</param>
public sealed class SiteSettings<T>(IConfiguration configuration, string common, string part, Action<T, IConfigurationSection, string>? bind = null)
    where T : class, new()
{
    private const string Sites = "Recommender:Sites";

    // Only sites that exist are asked for, so that requests cannot make this grow.
    private readonly ConcurrentDictionary<string, T> _bySite = new(StringComparer.Ordinal);

    /// <exception cref="OptionsValidationException">A setting of the site is out of its range.</exception>
    public T Of(string site) => _bySite.GetOrAdd(site, Read);

    /// <summary>Checks the settings of all sites that have some of their own.</summary>
    /// <exception cref="OptionsValidationException">One is out of its range.</exception>
    public void Check()
    {
        foreach (var site in configuration.GetSection(Sites).GetChildren())
        {
            Read(site.Key);
        }
    }

    private T Read(string site)
    {
        var options = configuration.GetSection(common).Get<T>() ?? new T();
        var own = configuration.GetSection($"{Sites}:{site}:{part}");
        if (bind is null)
        {
            own.Bind(options);
        }
        else
        {
            bind(options, own, site);
        }

        var outcome = new DataAnnotationValidateOptions<T>(null).Validate(null, options);
        return outcome.Failed ? throw new OptionsValidationException(site, typeof(T), outcome.Failures.Select(failure => $"site {site}: {failure}")) : options;
    }
}

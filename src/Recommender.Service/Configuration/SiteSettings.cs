using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace Recommender.Service.Configuration;

/// <summary>
/// The options of each site: a section that holds for all sites, and over it the site's own below <c>Recommender:Sites:NAME</c>. An option
/// that the site gives replaces the common one, a list as a whole.
/// </summary>
public sealed class SiteSettings<T> where T : class, new()
{
    private const string AllSites = "Recommender:Sites";

    private readonly Lazy<T> _common;

    // Of configured sites only: requests with unknown names cannot make it grow.
    private readonly Dictionary<string, Lazy<T>> _bySite;

    /// <param name="configuration">All settings.</param>
    /// <param name="common">The section for all sites; null if sites have nothing in common.</param>
    /// <param name="own">
    /// The site's section below its name; "" for the options directly there. Default: the last part of <paramref name="common"/>.
    /// </param>
    /// <param name="complete">Called with the options and their site (null: the common ones) before they are checked.</param>
    public SiteSettings(IConfiguration configuration, string? common, string? own = null, Action<T, string?>? complete = null)
    {
        own ??= common is null ? "" : common[(common.LastIndexOf(':') + 1)..];
        var all = common is null ? new ConfigurationBuilder().Build() : (IConfiguration)configuration.GetSection(common);
        _common = new Lazy<T>(() => Read(null, all, all));
        _bySite = configuration.GetSection(AllSites).GetChildren().ToDictionary(
            site => site.Key,
            site => new Lazy<T>(() => Read(site.Key, all, own.Length == 0 ? site : site.GetSection(own))),
            StringComparer.OrdinalIgnoreCase);

        T Read(string? site, IConfiguration everywhere, IConfiguration here)
        {
            var options = Bind(everywhere, here);
            complete?.Invoke(options, site);
            var problems = new List<ValidationResult>();
            if (Validator.TryValidateObject(options, new ValidationContext(options), problems, validateAllProperties: true))
            {
                return options;
            }

            var place = site is null ? common : ConfigurationPath.Combine(own.Length == 0 ? [AllSites, site] : [AllSites, site, own]);
            throw new OptionsValidationException(
                site ?? "", typeof(T), problems.Select(problem => Locate(problem.ErrorMessage!, site, place)));
        }

        // Messages name the common setting; a site's own one is at its own place.
        string Locate(string problem, string? site, string? place) =>
            problem.StartsWith($"{common ?? $"{AllSites}:NAME"}:", StringComparison.Ordinal)
                ? place + problem[(common ?? $"{AllSites}:NAME").Length..]
                : site is null ? problem : $"site {site}: {problem}";
    }

    /// <summary>The options of sites without their own.</summary>
    /// <exception cref="OptionsValidationException">A setting is out of its range.</exception>
    public T Common => _common.Value;

    /// <summary>The sites that have settings of their own, of whatever kind.</summary>
    public IReadOnlyCollection<string> Configured => _bySite.Keys;

    /// <exception cref="OptionsValidationException">A setting of the site is out of its range.</exception>
    public T Of(string site) => _bySite.TryGetValue(site, out var own) ? own.Value : Common;

    /// <summary>Whether the site has settings of its own, of whatever kind.</summary>
    public bool IsConfigured(string site) => _bySite.ContainsKey(site);

    /// <summary>Checks the common settings, then those of all configured sites.</summary>
    /// <exception cref="OptionsValidationException">One is out of its range.</exception>
    public void Check()
    {
        _ = Common;
        foreach (var site in Configured)
        {
            Of(site);
        }
    }

    private static T Bind(IConfiguration everywhere, IConfiguration here)
    {
        var given = typeof(T).GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Select(option => here.GetSection(option.Name) is var own && own.Exists() ? own : everywhere.GetSection(option.Name))
            .SelectMany(option => option.AsEnumerable(makePathsRelative: true)
                .Select(below => KeyValuePair.Create(ConfigurationPath.Combine(option.Key, below.Key), below.Value))
                .Prepend(KeyValuePair.Create(option.Key, option.Value)))
            .Where(pair => pair.Value is not null);
        return new ConfigurationBuilder().AddInMemoryCollection(given).Build().Get<T>() ?? new T();
    }
}

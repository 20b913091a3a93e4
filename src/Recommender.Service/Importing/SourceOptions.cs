using Recommender.Service.Articles;

namespace Recommender.Service.Importing;

/// <summary>The sources that are looked at again and again (configuration section "Sites": one entry a site, by its name).</summary>
public sealed class SourceOptions
{
    public const string Section = "Sites";

    /// <summary>URLs, files or folders, as for `import`. None: the site is not looked at.</summary>
    public IReadOnlyList<string> Sources { get; set; } = [];

    /// <summary>Time between two looks at what is new. One minute to a week, default 15 minutes.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Time between two full looks, which find what the others missed and withdraw what vanished. One hour to a year, default one day.
    /// </summary>
    public TimeSpan FullLookInterval { get; set; } = TimeSpan.FromDays(1);

    /// <summary>What is wrong with the settings of <paramref name="site"/>, or null.</summary>
    internal string? ProblemOf(string site) =>
        !SiteStore.IsName(site) ? $"Sites:{site} is no site name: use 1 to 40 of a-z, 0-9 and '-'"
        : Interval < TimeSpan.FromMinutes(1) || Interval > TimeSpan.FromDays(7) ? $"Sites:{site}:Interval must be from one minute to a week"
        : FullLookInterval < TimeSpan.FromHours(1) || FullLookInterval > TimeSpan.FromDays(366)
            ? $"Sites:{site}:FullLookInterval must be from one hour to a year"
        : null;
}

using Recommender.Service.Articles;

namespace Recommender.Service.Importing;

/// <summary>Sources that are imported periodically (configuration section "Sites": one entry per site, by name).</summary>
public sealed class SourceOptions
{
    public const string Section = "Sites";

    /// <summary>URLs, files or folders, as for `import`. Empty: the site is not imported periodically.</summary>
    public IReadOnlyList<string> Sources { get; set; } = [];

    /// <summary>Interval between imports of new articles. One minute to a week, default 15 minutes.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Interval between full imports, which find what the others missed and withdraw what is gone. One hour to a year, default one day.
    /// </summary>
    public TimeSpan FullLookInterval { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The problem with the settings of <paramref name="site"/>; null if they are valid.</summary>
    internal string? ProblemOf(string site) =>
        !SiteStore.IsName(site) ? $"Sites:{site} is not a valid site name: use 1 to 40 of a-z, 0-9 and '-'"
        : Interval < TimeSpan.FromMinutes(1) || Interval > TimeSpan.FromDays(7) ? $"Sites:{site}:Interval must be from one minute to a week"
        : FullLookInterval < TimeSpan.FromHours(1) || FullLookInterval > TimeSpan.FromDays(366)
            ? $"Sites:{site}:FullLookInterval must be from one hour to a year"
        : null;
}

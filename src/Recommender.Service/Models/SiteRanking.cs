using Microsoft.Extensions.Options;
using Recommender.Engine;

namespace Recommender.Service.Models;

/// <summary>The ranking settings of each site.</summary>
public sealed class SiteRanking(IOptions<RankingOptions> ranking, IOptions<Dictionary<string, SiteRankingOptions>> sites)
{
    /// <param name="site">The site's name; it need not have its own settings.</param>
    public RankingOptions Of(string site) => sites.Value.GetValueOrDefault(site)?.IgnoredTags is { } ignored
        ? ranking.Value with { IgnoredTags = ignored }
        : ranking.Value;
}

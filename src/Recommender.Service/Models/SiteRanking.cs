using Microsoft.Extensions.Options;
using Recommender.Engine;

namespace Recommender.Service.Models;

/// <summary>The settings of ranking that hold for a site.</summary>
public sealed class SiteRanking(IOptions<RankingOptions> ranking, IOptions<Dictionary<string, SiteRankingOptions>> sites)
{
    /// <param name="site">The site's name; it need not have settings of its own.</param>
    public RankingOptions Of(string site) => sites.Value.GetValueOrDefault(site)?.IgnoredTags is { } ignored
        ? ranking.Value with { IgnoredTags = ignored }
        : ranking.Value;
}

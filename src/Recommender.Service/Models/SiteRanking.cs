using Microsoft.Extensions.Options;
using Recommender.Engine;
using Recommender.Service.Configuration;

namespace Recommender.Service.Models;

/// <summary>The ranking settings of each site.</summary>
public sealed class SiteRanking(IOptions<RankingOptions> ranking, SiteSettings<SiteRankingOptions> sites)
{
    /// <param name="site">The site's name; it need not have its own settings.</param>
    public RankingOptions Of(string site) => ranking.Value with { IgnoredTags = sites.Of(site).IgnoredTags };
}

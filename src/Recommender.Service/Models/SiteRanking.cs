using Microsoft.Extensions.Options;
using Recommender.Engine;
using Recommender.Service.Configuration;

namespace Recommender.Service.Models;

/// <summary>The settings of ranking that hold for a site.</summary>
public sealed class SiteRanking(IOptions<RankingOptions> ranking, SiteSettings<SiteRankingOptions> sites)
{
    /// <param name="site">The site's name; it need not have settings of its own.</param>
    public RankingOptions Of(string site) => ranking.Value with { IgnoredTags = sites.Of(site).IgnoredTags };
}

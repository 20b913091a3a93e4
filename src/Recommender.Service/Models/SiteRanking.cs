using Microsoft.Extensions.Options;
using Recommender.Engine;

namespace Recommender.Service.Models;

/// <summary>What a site has different from <c>Recommender:Ranking</c>. Section <c>Recommender:Sites:NAME</c>.</summary>
public sealed class SiteRankingOptions
{
    public const string Section = "Recommender:Sites";

    /// <summary>Tags that say nothing of what this site's articles are about, in any case. Not given: those of <c>Recommender:Ranking:IgnoredTags</c>.</summary>
    public IReadOnlyList<string>? IgnoredTags { get; set; }
}

/// <summary>The settings of ranking that hold for a site.</summary>
public sealed class SiteRanking(IOptions<RankingOptions> ranking, IOptions<Dictionary<string, SiteRankingOptions>> sites)
{
    /// <param name="site">The site's name; it need not have settings of its own.</param>
    public RankingOptions Of(string site) => sites.Value.GetValueOrDefault(site)?.IgnoredTags is { } ignored
        ? ranking.Value with { IgnoredTags = ignored }
        : ranking.Value;
}

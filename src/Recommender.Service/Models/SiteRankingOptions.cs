namespace Recommender.Service.Models;

/// <summary>What a site has different from <c>Recommender:Ranking</c>. Section <c>Recommender:Sites:NAME</c>.</summary>
public sealed class SiteRankingOptions
{
    public const string Section = "Recommender:Sites";

    /// <summary>Tags that say nothing of what this site's articles are about, in any case. Not given: those of <c>Recommender:Ranking:IgnoredTags</c>.</summary>
    public IReadOnlyList<string>? IgnoredTags { get; set; }
}

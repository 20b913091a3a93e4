namespace Recommender.Service.Models;

/// <summary>A site's overrides of <c>Recommender:Ranking</c>. Section <c>Recommender:Sites:NAME</c>.</summary>
public sealed class SiteRankingOptions
{
    public const string Section = "Recommender:Sites";

    /// <summary>
    /// Tags that do not describe the content of this site's articles; case-insensitive. Default: those of
    /// <c>Recommender:Ranking:IgnoredTags</c>.
    /// </summary>
    public IReadOnlyList<string>? IgnoredTags { get; set; }
}

global using SiteRuleOptions = Recommender.Service.Configuration.SiteSettings<Recommender.Service.Rules.RuleOptions>;

using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Rules;

/// <summary>
/// Settings of editors' rules. Section <c>Recommender:Rules</c>; a site's own <c>Recommender:Sites:NAME:Rules</c> takes precedence.
/// </summary>
public sealed class RuleOptions
{
    public const string Section = "Recommender:Rules";

    /// <summary>Whether every change needs a reason. Default false.</summary>
    public bool RequireReason { get; set; }

    /// <summary>How many rules a site may have, without removed ones. 1 to 1,000,000, default 100,000.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Recommender:Rules:MaxPerSite must be from 1 to 1000000")]
    public int MaxPerSite { get; set; } = 100_000;
}

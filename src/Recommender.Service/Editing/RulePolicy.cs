using Recommender.Service.People;
using Recommender.Service.Rules;

namespace Recommender.Service.Editing;

/// <summary>Who may write which rules, whether a change requires a reason, and how many rules a site may have.</summary>
internal sealed class RulePolicy(SiteRuleOptions options)
{
    /// <summary>Why somebody may not write a rule.</summary>
    public const string ForChiefEditors = "Rules of sections, tags and the whole site are for chief editors.";

    public bool RequiresReason(string site) => options.Of(site).RequireReason;

    /// <summary>The largest number of rules of a site, without removed ones.</summary>
    public int MaxPerSite(string site) => options.Of(site).MaxPerSite;

    /// <summary>Why a site may have no more rules, for an editor.</summary>
    public string TooMany(string site) =>
        $"The site may have {MaxPerSite(site)} rules at most (Recommender:Rules:MaxPerSite); remove some first.";

    /// <summary>Whether the client of a request may write rules of a scope: editors those of single articles, chief editors all.</summary>
    public static bool MayWrite(HttpContext http, RuleScope scope) =>
        scope == RuleScope.Article || ActingRole.Of(http) >= Role.ChiefEditor;

    /// <summary>The same for the scopes that rules have after changes.</summary>
    public static bool MayWrite(HttpContext http, IEnumerable<RuleEdit> edits) =>
        edits.All(edit => MayWrite(http, edit.Content.Scope!.Value));

    /// <summary>What is wrong with the reason of a change; empty if nothing is.</summary>
    public IReadOnlyDictionary<string, string[]> CheckReason(string site, string? reason)
    {
        var errors = new FieldErrors();
        errors.Reason(reason, RequiresReason(site));
        return errors.All;
    }
}

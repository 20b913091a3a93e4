using System.Globalization;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Rules;

/// <summary>Finds what the names in rules mean among a site's articles.</summary>
internal static class RuleTargets
{
    /// <summary>The card of an article's key, in any case; -1 if the site does not have it.</summary>
    public static int CardOf(this ArticleIndex articles, string? key)
    {
        if (key is null)
        {
            return -1;
        }

        var card = articles.FindByKey(key);
        return card >= 0 ? card : articles.FindByKey(key.ToLowerInvariant());
    }

    /// <summary>The number of the card, section or tag of the rule's scope; 0 for the whole site, -1 for an unknown name.</summary>
    public static int ScopeOf(this ArticleIndex articles, Rule rule) => (rule.Scope, rule.ScopeValue) switch
    {
        (RuleScope.Site, _) => 0,
        (_, null) => -1,
        (RuleScope.Article, var key) => articles.CardOf(key),
        (RuleScope.Section, var name) => articles.Labels.Section(name),
        (_, var name) => articles.Labels.Tag(name),
    };

    /// <summary>The number of the card, section, tag or author of a target; -1 if the site does not have it, and for an age.</summary>
    public static int NumberOf(this ArticleIndex articles, RuleTarget target) => target.Subject switch
    {
        RuleSubject.Article => articles.CardOf(target.Value),
        RuleSubject.Section => articles.Labels.Section(target.Value),
        RuleSubject.Tag => articles.Labels.Tag(target.Value),
        RuleSubject.Author => articles.Labels.Author(target.Value),
        RuleSubject.Age => -1,
    };

    /// <summary>The age of a target, as in <see cref="CompiledAge.Days"/>; null if it has none.</summary>
    public static double? Days(this RuleTarget target) =>
        target.Subject == RuleSubject.Age && double.TryParse(target.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var days)
        && double.IsFinite(days) && days != 0 ? days : null;
}

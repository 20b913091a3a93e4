using System.Globalization;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Rules;

/// <summary>Finds what a rule's words stand for among a site's articles.</summary>
internal static class RuleTargets
{
    /// <summary>The card of an article's key, in any case; -1 where the site has none.</summary>
    public static int CardOf(this ArticleIndex articles, string? key)
    {
        if (key is null)
        {
            return -1;
        }

        var card = articles.FindByKey(key);
        return card >= 0 ? card : articles.FindByKey(key.ToLowerInvariant());
    }

    /// <summary>The number of the card, section or tag that the rule is for, 0 for the whole site; -1 where the site has none.</summary>
    public static int ScopeOf(this ArticleIndex articles, Rule rule) => (rule.Scope, rule.ScopeValue) switch
    {
        (RuleScope.Site, _) => 0,
        (_, null) => -1,
        (RuleScope.Article, var key) => articles.CardOf(key),
        (RuleScope.Section, var name) => articles.Labels.Section(name),
        (_, var name) => articles.Labels.Tag(name),
    };

    /// <summary>The number of the card, section, tag or author that the rule moves; -1 where the site has none, or it moves none.</summary>
    public static int SubjectOf(this ArticleIndex articles, Rule rule) => (rule.Subject, rule.SubjectValue) switch
    {
        (null or RuleSubject.Age, _) or (_, null) => -1,
        (RuleSubject.Article, var key) => articles.CardOf(key),
        (RuleSubject.Section, var name) => articles.Labels.Section(name),
        (RuleSubject.Tag, var name) => articles.Labels.Tag(name),
        (_, var name) => articles.Labels.Author(name),
    };

    /// <summary>The age that a rule moves, as <see cref="AgeRule.Days"/>; null where it says none.</summary>
    public static double? DaysOf(Rule rule) =>
        rule.Subject == RuleSubject.Age && double.TryParse(rule.SubjectValue, NumberStyles.Float, CultureInfo.InvariantCulture, out var days)
        && double.IsFinite(days) && days != 0 ? days : null;
}

using System.Runtime.CompilerServices;
using Recommender.Service.Blocks.Rules;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Clicks.Retiring;

/// <summary>Finds the pins that may retire.</summary>
internal static class RetiringPins
{
    // A site has many rules and a beacon comes with every page view: the few pins are looked for once for each state of the rules.
    private static readonly ConditionalWeakTable<SiteRules, PinRule[]> Found = new();

    /// <summary>The pins among some rules that may retire.</summary>
    public static IEnumerable<PinRule> Among(IEnumerable<Rule> rules) =>
        rules.OfType<PinRule>().Where(static pin => pin is { RetireBelow: not null, Removed: false });

    /// <summary>The pins that may retire and are for the block of a page: their rules' ids, with the keys of their articles.</summary>
    /// <param name="page">Key of the page's article.</param>
    public static IReadOnlyList<(string Rule, string Article)> Of(SiteSnapshot snapshot, string page)
    {
        var rules = Found.GetValue(snapshot.Rules, static rules => [.. Among(rules.Rules)]);
        if (rules.Length == 0)
        {
            return [];
        }

        var (articles, pins) = (snapshot.Articles, new List<(string, string)>());
        var card = articles.FindByKey(page);
        foreach (var rule in rules)
        {
            if (Concerns(articles, rule, card) && articles.CardOf(rule.Article) is >= 0 and var subject)
            {
                pins.Add((rule.Id, articles[subject].Key));
            }
        }

        return pins;
    }

    private static bool Concerns(ArticleIndex articles, Rule rule, int card)
    {
        var scope = articles.ScopeOf(rule);
        return card >= 0 && scope >= 0 && rule.Scope switch
        {
            RuleScope.Site => true,
            RuleScope.Article => card == scope,
            RuleScope.Section => articles.Labels[card].Section == scope,
            _ => articles.Labels.TagsOf(card).Contains(scope),
        };
    }
}

using Recommender.Service.Blocks.Rules;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;
using Recommender.Service.Storage;

namespace Recommender.Service.Editing.States;

/// <summary>Finds what a rule names and the site does not have.</summary>
internal static class RuleTargetState
{
    /// <returns>What is missing, as text; null if nothing is.</returns>
    public static string? Missing(Rule rule, ArticleIndex articles)
    {
        if (rule.Scope == RuleScope.Article)
        {
            if (MissingArticle(articles, rule.ScopeValue) is { } page)
            {
                return $"the page is {page}";
            }
        }
        else if (articles.ScopeOf(rule) < 0)
        {
            return $"no article has the {EnumWords.Of(rule.Scope)} {rule.ScopeValue}";
        }

        return rule.Target is { } target ? MissingTarget(target, articles) : MissingItems(rule.Articles, articles);
    }

    private static string? MissingTarget(RuleTarget target, ArticleIndex articles) => target.Subject switch
    {
        RuleSubject.Article => MissingArticle(articles, target.Value) is { } missing ? $"the article is {missing}" : null,
        RuleSubject.Age => target.Days() is null ? "its age is not a number of days" : null,
        _ => articles.NumberOf(target) < 0 ? $"no article has the {EnumWords.Of(target.Subject)} {target.Value}" : null,
    };

    private static string? MissingItems(IReadOnlyList<string> items, ArticleIndex articles)
    {
        var missing = items.Where(item => MissingArticle(articles, item) is not null).ToList();
        return missing.Count == 0 ? null
            : missing.Count == items.Count ? "none of its articles can be shown: the block is empty"
            : $"{missing.Count} of its {items.Count} articles {(missing.Count == 1 ? "is" : "are")} withdrawn or unknown: "
                + string.Join(", ", missing);
    }

    private static string? MissingArticle(ArticleIndex articles, string? key) =>
        articles.CardOf(key) is not (>= 0 and var card) ? "unknown" : articles[card].Withdrawn ? "withdrawn" : null;
}

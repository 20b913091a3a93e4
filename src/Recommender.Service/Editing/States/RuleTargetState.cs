using Recommender.Service.Blocks.Rules;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Editing.States;

/// <summary>What is amiss with what a rule is for and what it moves.</summary>
internal static class RuleTargetState
{
    /// <returns>What is missing, for a person; null where nothing is.</returns>
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
            return $"no article has the {Name(rule.Scope)} {rule.ScopeValue}";
        }

        return rule.Kind == RuleKind.Lock ? MissingItems(rule, articles) : MissingSubject(rule, articles);
    }

    private static string? MissingSubject(Rule rule, ArticleIndex articles) => rule.Subject switch
    {
        null when rule.Kind is RuleKind.NoBlock or RuleKind.Present => null,
        null => "it names nothing to move",
        RuleSubject.Article => MissingArticle(articles, rule.SubjectValue) is { } missing ? $"the article is {missing}" : null,
        RuleSubject.Age => RuleTargets.DaysOf(rule) is null ? "its age is no number of days" : null,
        { } subject => articles.SubjectOf(rule) < 0 ? $"no article has the {Name(subject)} {rule.SubjectValue}" : null,
    };

    private static string? MissingItems(Rule rule, ArticleIndex articles)
    {
        var missing = rule.Items.Where(item => MissingArticle(articles, item) is not null).ToList();
        return missing.Count == 0 ? null
            : missing.Count == rule.Items.Count ? "none of its articles stands: the block is empty"
            : $"{missing.Count} of its {rule.Items.Count} articles {(missing.Count == 1 ? "is" : "are")} withdrawn or unknown: {string.Join(", ", missing)}";
    }

    private static string? MissingArticle(ArticleIndex articles, string? key) =>
        articles.CardOf(key) is not (>= 0 and var card) ? "unknown" : articles[card].Withdrawn ? "withdrawn" : null;

    private static string Name<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}

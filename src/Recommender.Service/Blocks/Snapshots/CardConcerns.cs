using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Snapshots;

/// <summary>The rule scopes that contain an article.</summary>
internal static class CardConcerns
{
    /// <summary>The names of every scope that contains the article, as written by <see cref="RuleConcerns"/>.</summary>
    public static IReadOnlyList<string> Of(ArticleCard page) =>
    [
        RuleConcerns.Name(RuleScope.Article, page.Key),
        .. page.Section is null ? [] : new[] { RuleConcerns.Name(RuleScope.Section, page.Section) },
        .. page.Tags.Select(tag => RuleConcerns.Name(RuleScope.Tag, tag)).Distinct(StringComparer.Ordinal),
        RuleConcerns.Name(RuleScope.Site, null),
    ];

    /// <summary>True if the page's block is in the rule's scope.</summary>
    public static bool Covers(this Rule rule, ArticleCard page) => rule.Scope switch
    {
        RuleScope.Article => Same(rule.ScopeValue, page.Key),
        RuleScope.Section => Same(rule.ScopeValue, page.Section),
        RuleScope.Tag => page.Tags.Any(tag => Same(rule.ScopeValue, tag)),
        _ => true,
    };

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}

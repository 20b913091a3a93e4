using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Snapshots;

/// <summary>Which rules may change an article's block.</summary>
internal static class CardConcerns
{
    /// <summary>Names of every scope that holds the article, as <see cref="RuleConcerns"/> writes them.</summary>
    public static IReadOnlyList<string> Of(ArticleCard page) =>
    [
        RuleConcerns.Name(RuleScope.Article, page.Key),
        .. page.Section is null ? [] : new[] { RuleConcerns.Name(RuleScope.Section, page.Section) },
        .. page.Tags.Select(tag => RuleConcerns.Name(RuleScope.Tag, tag)).Distinct(StringComparer.Ordinal),
        RuleConcerns.Name(RuleScope.Site, null),
    ];

    /// <summary>Whether the page's block is in the rule's scope.</summary>
    public static bool Covers(this Rule rule, ArticleCard page) => rule.Scope switch
    {
        RuleScope.Article => Same(rule.ScopeValue, page.Key),
        RuleScope.Section => Same(rule.ScopeValue, page.Section),
        RuleScope.Tag => page.Tags.Any(tag => Same(rule.ScopeValue, tag)),
        _ => true,
    };

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}

using Recommender.Service.Related;

namespace Recommender.Service.Rules;

/// <summary>Names for whose blocks a rule is about, by which its history is found.</summary>
internal static class RuleConcerns
{
    /// <summary>The pages in the rule's scope, and the articles that it moves.</summary>
    public static IEnumerable<string> Of(Rule rule)
    {
        yield return Name(rule.Scope, rule.ScopeValue);
        if (rule.Subject == RuleSubject.Article)
        {
            yield return Name(RuleScope.Article, rule.SubjectValue);
        }

        foreach (var item in rule.Items)
        {
            yield return Name(RuleScope.Article, item);
        }
    }

    /// <summary>All that an article's block may be ruled by, and the rules that move the article itself.</summary>
    public static IReadOnlyList<string> Of(ArticleCard page) =>
    [
        Name(RuleScope.Article, page.Key),
        .. page.Section is null ? [] : new[] { Name(RuleScope.Section, page.Section) },
        .. page.Tags.Select(tag => Name(RuleScope.Tag, tag)).Distinct(StringComparer.Ordinal),
        Name(RuleScope.Site, null),
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

    private static string Name(RuleScope scope, string? value) =>
        scope == RuleScope.Site ? "site" : $"{scope.ToString().ToLowerInvariant()}:{value?.ToLowerInvariant()}";
}

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

    /// <summary>The name of a scope, the same in any case of its value.</summary>
    public static string Name(RuleScope scope, string? value) =>
        scope == RuleScope.Site ? "site" : $"{scope.ToString().ToLowerInvariant()}:{value?.ToLowerInvariant()}";
}

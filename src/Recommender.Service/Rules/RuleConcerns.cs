namespace Recommender.Service.Rules;

/// <summary>The names under which a rule's history is found.</summary>
internal static class RuleConcerns
{
    /// <summary>The rule's scope, and the articles that it names.</summary>
    public static IEnumerable<string> Of(Rule rule)
    {
        yield return Name(rule.Scope, rule.ScopeValue);
        foreach (var article in rule.Articles)
        {
            yield return Name(RuleScope.Article, article);
        }
    }

    /// <summary>The name of a scope, the same in any case of its value.</summary>
    public static string Name(RuleScope scope, string? value) =>
        scope == RuleScope.Site ? "site" : $"{scope.ToString().ToLowerInvariant()}:{value?.ToLowerInvariant()}";
}

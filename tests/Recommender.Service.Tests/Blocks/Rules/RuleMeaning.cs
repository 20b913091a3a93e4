using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Blocks.Rules;

/// <summary>The meaning of rules, written independently of the code under test.</summary>
internal static class RuleMeaning
{
    public static bool Holds(this Rule rule) => rule.Schedule is null || rule.Schedule.Ends > Now;

    public static bool Concerns(this Rule rule, ArticleCard page) => rule.Scope switch
    {
        RuleScope.Article => page.Key == rule.ScopeValue,
        RuleScope.Section => Same(page.Section, rule.ScopeValue),
        RuleScope.Tag => page.Tags.Any(tag => Same(tag, rule.ScopeValue)),
        _ => true,
    };

    public static bool Moves(this Rule rule, ArticleCard card) => rule.Target!.Value.Subject switch
    {
        RuleSubject.Article => card.Key == rule.Target.Value.Value,
        RuleSubject.Section => Same(card.Section, rule.Target.Value.Value),
        RuleSubject.Tag => card.Tags.Any(tag => Same(tag, rule.Target.Value.Value)),
        RuleSubject.Author => Same(card.Author, rule.Target.Value.Value),
        _ => rule.Target.Value.Value is "9"
            ? (Now - card.PublishedOrNull!.Value).TotalDays > 9
            : (Now - card.PublishedOrNull!.Value).TotalDays <= 3,
    };

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}

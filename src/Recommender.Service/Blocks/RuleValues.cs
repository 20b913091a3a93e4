using Recommender.Service.Rules;

namespace Recommender.Service.Blocks;

/// <summary>Finds the first value among rules in order of precedence.</summary>
internal static class RuleValues
{
    public static string? First(this IReadOnlyList<PresentationRule> rules, Func<PresentationRule, string?> value) =>
        rules.Select(value).FirstOrDefault(text => text is not null);
}

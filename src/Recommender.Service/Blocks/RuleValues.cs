using Recommender.Service.Rules;

namespace Recommender.Service.Blocks;

/// <summary>The first of some rules that says something.</summary>
internal static class FirstSaid
{
    public static string? First(this IReadOnlyList<Rule> rules, Func<Rule, string?> said) => rules.Select(said).FirstOrDefault(text => text is not null);
}

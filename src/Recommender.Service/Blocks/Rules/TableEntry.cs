using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Rules;

/// <summary>A rule of a table, with the values that ordering needs: a page view then does not read the rule itself.</summary>
/// <param name="Factor">The factor of the score; 1 for a rule that does not change it.</param>
/// <param name="Excludes">Whether the rule keeps its target out.</param>
internal readonly record struct TableEntry(Rule Rule, double Factor, bool Excludes)
{
    public static TableEntry Excluding(Rule rule) => new(rule, 1, true);

    public static TableEntry Weighing(Rule rule, double factor) => new(rule, factor, false);

    public static TableEntry Presenting(PresentationRule rule) => new(rule, 1, false);
}

using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Rules;

/// <summary>A rule of a table, with what moving needs of it: a rule lies anywhere in memory.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Factor">A boost's; 1 for others.</param>
/// <param name="Excludes">Whether it is an exclude.</param>
internal readonly record struct TableEntry(Rule Rule, double Factor, bool Excludes)
{
    public static TableEntry Of(Rule rule) => new(rule, rule.Factor ?? 1, rule.Kind == RuleKind.Exclude);
}

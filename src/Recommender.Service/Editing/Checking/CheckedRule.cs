using Recommender.Service.Rules;

namespace Recommender.Service.Editing.Checking;

/// <summary>The result of a check.</summary>
/// <param name="Rule">The rule with its names and texts in one spelling.</param>
/// <param name="Errors">What is wrong, by field; empty if the rule can be written.</param>
/// <param name="Warnings">What the rule names and the site does not have now.</param>
internal sealed record CheckedRule(RuleInput Rule, IReadOnlyDictionary<string, string[]> Errors, IReadOnlyList<string> Warnings);

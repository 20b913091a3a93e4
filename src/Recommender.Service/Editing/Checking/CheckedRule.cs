using Recommender.Service.Rules;

namespace Recommender.Service.Editing.Checking;

/// <summary>A rule that was looked at.</summary>
/// <param name="Rule">In its one spelling.</param>
/// <param name="Errors">What is wrong, by field; empty where the rule can be.</param>
/// <param name="Warnings">What it names and is not there now.</param>
internal sealed record CheckedRule(RuleInput Rule, IReadOnlyDictionary<string, string[]> Errors, IReadOnlyList<string> Warnings);

namespace Recommender.Service.Rules;

/// <summary>What became of changes that were to be made together.</summary>
/// <param name="Outcome">Whether they were made.</param>
/// <param name="Rules">The rules after them, in the order of the changes; empty if none were made.</param>
public sealed record RuleWrite(RuleWriteOutcome Outcome, IReadOnlyList<Rule> Rules);

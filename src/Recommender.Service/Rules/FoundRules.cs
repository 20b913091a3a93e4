namespace Recommender.Service.Rules;

/// <summary>Rules by their ids, removed ones included.</summary>
/// <param name="Rules">Those that can be read.</param>
/// <param name="Unreadable">Those that cannot.</param>
public sealed record FoundRules(IReadOnlyDictionary<string, Rule> Rules, IReadOnlyDictionary<string, UnreadableRule> Unreadable);

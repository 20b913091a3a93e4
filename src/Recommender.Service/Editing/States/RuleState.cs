namespace Recommender.Service.Editing.States;

/// <summary>How a rule stands against a site's articles, model and other rules at one moment.</summary>
/// <param name="Condition">In one word.</param>
/// <param name="Words">The same for a person.</param>
/// <param name="Starts">Of a rule that waits: when it holds next. UTC.</param>
public sealed record RuleState(RuleCondition Condition, string Words, DateTimeOffset? Starts = null);

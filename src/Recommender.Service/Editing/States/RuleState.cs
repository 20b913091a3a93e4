namespace Recommender.Service.Editing.States;

/// <summary>The state of a rule, given a site's articles, model and other rules at one moment.</summary>
/// <param name="Words">The same as text.</param>
/// <param name="Starts">For a waiting rule: when it is in force next, in UTC.</param>
public sealed record RuleState(RuleCondition Condition, string Words, DateTimeOffset? Starts = null);

using Recommender.Service.Editing.States;
using Recommender.Service.Rules;

namespace Recommender.Service.Desk.Editing;

/// <summary>A rule in a list.</summary>
/// <param name="Rule">The rule, after unsaved changes.</param>
/// <param name="Words">The rule as a sentence.</param>
/// <param name="State">Its state.</param>
/// <param name="MayRemove">Whether the user may remove it.</param>
/// <param name="IsUnsaved">True if it is changed and not saved.</param>
public sealed record BlockRule(Rule Rule, string Words, RuleState State, bool MayRemove, bool IsUnsaved);

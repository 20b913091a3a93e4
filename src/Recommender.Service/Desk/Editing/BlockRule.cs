using Recommender.Service.Editing.States;
using Recommender.Service.Rules;

namespace Recommender.Service.Desk.Editing;

/// <summary>A rule that holds for the block, some time.</summary>
/// <param name="Rule">The rule as it would be.</param>
/// <param name="Words">What it says.</param>
/// <param name="State">How it would stand.</param>
/// <param name="MayDrop">Whether who looks may take it back.</param>
/// <param name="InHand">True where it is changed and not saved.</param>
public sealed record BlockRule(Rule Rule, string Words, RuleState State, bool MayDrop, bool InHand);

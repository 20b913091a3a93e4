using Recommender.Service.Editing.States;

namespace Recommender.Service.Desk;

/// <summary>Describes the states of rules.</summary>
internal static class StateWords
{
    public static string Of(RuleState state) => state.Condition == RuleCondition.Holds
        ? state.Words : $"{Name(state.Condition)}: {state.Words}";

    public static string Name(RuleCondition condition) => condition switch
    {
        RuleCondition.Holds => "holds",
        RuleCondition.Waiting => "waits",
        RuleCondition.Expired => "over",
        RuleCondition.Broken => "broken",
        RuleCondition.Displaced => "displaced",
        _ => "no effect",
    };
}

namespace Recommender.Service.Rules;

/// <summary>What a change did to a rule.</summary>
public enum RuleAction
{
    Created,
    Changed,
    Removed,
    Restored,
}

namespace Recommender.Service.Rules;

/// <summary>The word of each kind in JSON, files and forms; <see cref="Rule.Match{T}"/> lists their types.</summary>
public enum RuleKind
{
    Pin,
    Exclude,
    Boost,
    NoBlock,
    Lock,
    Present,
}

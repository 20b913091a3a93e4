namespace Recommender.Service.Rules;

/// <summary>Whether changes were made.</summary>
public enum RuleWriteOutcome
{
    /// <summary>All of them.</summary>
    Done,

    /// <summary>None: a rule is not at the version that was expected.</summary>
    Outdated,

    /// <summary>None: the site would have more rules than it may.</summary>
    TooMany,
}

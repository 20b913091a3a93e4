namespace Recommender.Service.Rules.States;

/// <summary>How a rule stands against a site's articles, model and other rules at one moment.</summary>
/// <param name="Condition">In one word.</param>
/// <param name="Words">The same for a person.</param>
/// <param name="Starts">Of a rule that waits: when it holds next. UTC.</param>
public sealed record RuleState(RuleCondition Condition, string Words, DateTimeOffset? Starts = null);

public enum RuleCondition
{
    /// <summary>It holds now and does something.</summary>
    Holds,

    /// <summary>It holds later: its schedule, or the date of its article, is still to come.</summary>
    Waiting,

    /// <summary>Its schedule is over, or it was taken back.</summary>
    Expired,

    /// <summary>What it is for or what it moves is withdrawn or unknown; it works again when that returns.</summary>
    Broken,

    /// <summary>Another rule stands in its place.</summary>
    Displaced,

    /// <summary>It holds and changes nothing.</summary>
    NoEffect,
}

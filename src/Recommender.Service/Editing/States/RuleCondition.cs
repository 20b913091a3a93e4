namespace Recommender.Service.Editing.States;

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

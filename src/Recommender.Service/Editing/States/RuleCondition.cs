namespace Recommender.Service.Editing.States;

public enum RuleCondition
{
    /// <summary>It is in force and has an effect.</summary>
    Holds,

    /// <summary>It will be in force later: its schedule, or the date of its article, is in the future.</summary>
    Waiting,

    /// <summary>Its schedule is over, or it was removed.</summary>
    Expired,

    /// <summary>Its page or its target is withdrawn or unknown; it works again when that returns.</summary>
    Broken,

    /// <summary>Another rule has its place.</summary>
    Displaced,

    /// <summary>It is in force and changes nothing.</summary>
    NoEffect,
}

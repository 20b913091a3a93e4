namespace Recommender.Service.Training;

/// <summary>The state of a run.</summary>
public enum RunState
{
    Waiting,
    Running,

    /// <summary>Its model went live.</summary>
    Done,

    /// <summary>The gate refused its model.</summary>
    Refused,
    Failed,
    Cancelled,
}

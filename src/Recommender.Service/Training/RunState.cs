namespace Recommender.Service.Training;

/// <summary>Where a run is in its life.</summary>
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

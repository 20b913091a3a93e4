namespace Recommender.Service.Models;

/// <summary>What was done with a model.</summary>
public enum ModelAction
{
    Promoted,

    /// <summary>Promoted against the gate.</summary>
    Forced,
    Refused,
    RolledBack,
    Deleted,
}

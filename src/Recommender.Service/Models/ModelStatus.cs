namespace Recommender.Service.Models;

/// <summary>The status of a model.</summary>
public enum ModelStatus
{
    Candidate,
    Live,
    Retired,
    Failed,
}

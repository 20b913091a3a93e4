namespace Recommender.Service.Models;

/// <summary>Where a model is in its life.</summary>
public enum ModelStatus
{
    Candidate,
    Live,
    Retired,
    Failed,
}
